// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TimeRange } from '@/lib/url/time-range';
import { TimeRangePicker } from './TimeRangePicker';

const onChange = vi.fn<(range: TimeRange) => void>();

beforeEach(() => onChange.mockReset());
afterEach(cleanup);

describe('the time range picker', () => {
  it('chooses a relative range', async () => {
    render(<TimeRangePicker value={{ kind: 'relative', last: '1h' }} onChange={onChange} />);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Time range' }), 'Last 6 hours');
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ kind: 'relative', last: '6h' });
  });

  it('changes nothing before two points in time are applied', async () => {
    render(<TimeRangePicker value={{ kind: 'relative', last: '1h' }} onChange={onChange} />);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Time range' }), 'From … to …');
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-03T14:00:00' } });
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-11-03T14:05:06' } });
    await userEvent.click(screen.getByRole('button', { name: 'Apply' }));
    const startMs = new Date(2026, 10, 3, 14, 0, 0).getTime();
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ kind: 'absolute', startMs, endMs: startMs + 306_000 });
  });

  it('asks for a start before the end', async () => {
    const startMs = new Date(2026, 10, 3, 14, 0, 0).getTime();
    render(<TimeRangePicker value={{ kind: 'absolute', startMs, endMs: startMs + 1000 }} onChange={onChange} />);
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-11-03T13:59:59' } });
    await userEvent.click(screen.getByRole('button', { name: 'Apply' }));
    expect(screen.getByRole('alert').textContent).toBe('Choose a start before the end.');
    expect(onChange).not.toHaveBeenCalled();
  });
});
