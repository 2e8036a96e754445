// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useResting } from './use-resting';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function resting() {
  const rested: number[] = [];
  const { result, unmount } = renderHook(() => useResting<number>(200));
  const put = (value: number) => act(() => result.current.put(value, (last) => rested.push(last)));
  const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));
  return { rested, result, unmount, put, pass };
}

it('counts the value that stays, once', () => {
  const { rested, result, put, pass } = resting();
  put(1);
  pass(199);
  put(2);
  pass(199);
  expect([result.current.value, rested]).toEqual([2, []]);
  pass(1);
  expect([result.current.value, rested]).toEqual([null, [2]]);
});

it('forgets a value that is dropped', () => {
  const { rested, result, put, pass } = resting();
  put(1);
  act(() => result.current.drop());
  pass(1000);
  expect([result.current.value, rested]).toEqual([null, []]);
});

it('forgets its value when its component goes', () => {
  const { rested, unmount, put, pass } = resting();
  put(1);
  unmount();
  pass(1000);
  expect(rested).toEqual([]);
});
