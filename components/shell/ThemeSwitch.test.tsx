// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ThemeSwitch } from './ThemeSwitch';
import { THEME_SCRIPT } from './theme';

const root = document.documentElement;
// What the browser does with the script in the head.
function runHeadScript(): void {
  const script = document.createElement('script');
  script.textContent = THEME_SCRIPT;
  document.head.append(script);
}

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  localStorage.clear();
  delete root.dataset['theme'];
});

describe('the theme switch', () => {
  it('follows the system until something is chosen', () => {
    runHeadScript();
    render(<ThemeSwitch />);
    expect(screen.getByRole('radio', { name: 'System theme' })).toHaveProperty('checked', true);
    expect(root.dataset['theme']).toBeUndefined();
  });

  it('shows a choice at once and keeps it for the next visit', async () => {
    render(<ThemeSwitch />);
    await userEvent.click(screen.getByRole('radio', { name: 'Dark theme' }));
    expect(root.dataset['theme']).toBe('dark');
    expect(screen.getByRole('radio', { name: 'Dark theme' })).toHaveProperty('checked', true);

    delete root.dataset['theme'];
    runHeadScript();
    expect(root.dataset['theme']).toBe('dark');
  });

  it('goes back to the system', async () => {
    localStorage.setItem('fillpath.theme', 'light');
    runHeadScript();
    render(<ThemeSwitch />);
    await userEvent.click(screen.getByRole('radio', { name: 'System theme' }));
    expect(root.dataset['theme']).toBeUndefined();
    expect(localStorage.getItem('fillpath.theme')).toBeNull();
  });

  it('follows a choice that is made in another tab', async () => {
    render(<ThemeSwitch />);
    window.dispatchEvent(new StorageEvent('storage', { key: 'fillpath.theme', newValue: 'dark' }));
    expect(await screen.findByRole('radio', { name: 'Dark theme', checked: true })).toBeDefined();
    expect(root.dataset['theme']).toBe('dark');
  });

  it('ignores what is no theme', () => {
    localStorage.setItem('fillpath.theme', '"><script>');
    runHeadScript();
    expect(root.dataset['theme']).toBeUndefined();
  });

  it('works for the page alone where storage is forbidden', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('forbidden', 'SecurityError');
    });
    render(<ThemeSwitch />);
    await userEvent.click(screen.getByRole('radio', { name: 'Light theme' }));
    expect(root.dataset['theme']).toBe('light');
  });
});
