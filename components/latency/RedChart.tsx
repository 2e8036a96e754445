'use client';

import type { ReactNode } from 'react';
import type { Surface } from '@/components/canvas/mount-canvas';
import { useCanvas } from '@/components/canvas/use-canvas';
import { cx } from '@/components/ui/cx';

interface RedChartProps {
  readonly title: string;
  readonly unit: string;
  /** What is drawn how, each with its value at the crosshair. */
  readonly children: ReactNode;
  /** The height of the canvas, as a class. */
  readonly height: string;
  readonly draw: (surface: Surface) => void;
}

/** One of the aligned charts: a line with its name and legend, and the canvas under it. */
export function RedChart({ title, unit, children, height, draw }: RedChartProps) {
  const { ref } = useCanvas(draw);
  return (
    <div className="pt-2">
      <div className="flex min-h-5 flex-wrap items-center gap-x-5 gap-y-0.5 px-4 text-xs">
        <span className="w-40 shrink-0">
          <span className="font-semibold text-text">{title}</span> <span className="text-text-muted">{unit}</span>
        </span>
        {children}
      </div>
      <canvas ref={ref} className={cx('block w-full', height)} aria-hidden="true" />
    </div>
  );
}
