// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Tabs } from './Tabs';

afterEach(() => cleanup());

const TABS = [
  { value: 'a', label: 'Alpha' },
  { value: 'b', label: 'Beta', count: 1234 },
  { value: 'c', label: 'Gamma', count: 0 },
] as const;

function Example() {
  const [value, setValue] = useState<'a' | 'b' | 'c'>('a');
  return (
    <Tabs label="Letters" tabs={TABS} value={value} onChange={setValue}>
      shows {value}
    </Tabs>
  );
}

describe('a tab bar', () => {
  it('is one tab stop, moved around its ends with the arrow keys, and with Home and End', async () => {
    const user = userEvent.setup();
    render(<Example />);
    await user.tab();
    const focused = () => document.activeElement?.textContent;
    expect(focused()).toBe('Alpha');
    await user.keyboard('{ArrowLeft}');
    expect(focused()).toBe('Gamma');
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(focused()).toBe('Beta1,234');
    await user.keyboard('{End}');
    expect(focused()).toBe('Gamma');
    await user.keyboard('{Home}');
    expect(focused()).toBe('Alpha');
    expect(screen.getAllByRole('tab').map((tab) => tab.tabIndex)).toEqual([0, -1, -1]);
  });

  it('goes one tab on at a press, however long the key is held', async () => {
    const user = userEvent.setup();
    render(<Example />);
    await user.tab();
    await user.keyboard('{ArrowRight>5/}');
    expect(document.activeElement?.textContent).toBe('Beta1,234');
  });

  it('shows what the chosen tab is the name of', async () => {
    const user = userEvent.setup();
    render(<Example />);
    await user.click(screen.getByRole('tab', { name: 'Gamma' }));
    expect(screen.getByRole('tabpanel', { name: 'Gamma' }).textContent).toBe('shows c');
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Gamma');
  });
});
