import { useEffect, useRef, useState } from 'react';

export interface Resting<Value> {
  /** What has not rested for long enough yet; null when nothing waits. */
  readonly value: Value | null;
  /** Replaces what waits. `onRest` is called with the value once none has come for the time, unless it is dropped before. */
  readonly put: (value: Value, onRest: (value: Value) => void) => void;
  readonly drop: () => void;
}

/** A value that counts once it has not changed for `restMs`. It is dropped when the component goes. */
export function useResting<Value>(restMs: number): Resting<Value> {
  const [value, setValue] = useState<Value | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const drop = () => {
    clearTimeout(timer.current);
    setValue(null);
  };
  const put = (next: Value, onRest: (value: Value) => void) => {
    clearTimeout(timer.current);
    setValue(next);
    timer.current = setTimeout(() => {
      setValue(null);
      onRest(next);
    }, restMs);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return { value, put, drop };
}
