'use client';

import type { KeyboardEvent, PointerEvent } from 'react';
import { cx } from './cx';

const KEY_STEP_PX = 16;

interface SplitterProps {
  /** What is resized: "Width of the names". */
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Which side of the splitter grows with the value. */
  readonly grows: 'before' | 'after';
  /** `row`: between a left and a right part; `column`: between an upper and a lower one. */
  readonly direction?: 'row' | 'column';
  readonly onChange: (value: number) => void;
  readonly className?: string;
}

/** A line between two parts that is dragged, or moved with the arrow keys, to give one of them more room. */
export function Splitter({ label, value, min, max, grows, direction = 'row', onChange, className }: SplitterProps) {
  const change = (next: number) => onChange(Math.round(Math.min(Math.max(next, min), max)));
  const sign = grows === 'before' ? 1 : -1;
  const onPointerDown = (press: PointerEvent<HTMLElement>) => {
    if (press.button !== 0) return;
    press.preventDefault();
    const element = press.currentTarget;
    const positionOf = (event: { clientX: number; clientY: number }) =>
      direction === 'row' ? event.clientX : event.clientY;
    const from = positionOf(press);
    const listening = new AbortController();
    const stop = () => listening.abort();
    const options = { signal: listening.signal };
    element.setPointerCapture(press.pointerId);
    const onMove = (event: globalThis.PointerEvent) => change(value + sign * (positionOf(event) - from));
    element.addEventListener('pointermove', onMove, options);
    element.addEventListener('pointerup', stop, options);
    element.addEventListener('pointercancel', stop, options);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const less = direction === 'row' ? 'ArrowLeft' : 'ArrowUp';
    const more = direction === 'row' ? 'ArrowRight' : 'ArrowDown';
    const step = event.key === less ? -1 : event.key === more ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    change(value + step * sign * KEY_STEP_PX);
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={direction === 'row' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(value)}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      className={cx(
        'group z-10 flex shrink-0 touch-none justify-center',
        direction === 'row' ? 'w-2 cursor-col-resize' : 'h-2 cursor-row-resize flex-col',
        className,
      )}
    >
      <div
        className={cx(
          'bg-border transition-colors group-hover:bg-accent group-active:bg-accent',
          direction === 'row' ? 'w-px' : 'h-px',
        )}
      />
    </div>
  );
}
