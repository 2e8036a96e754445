'use client';

import type { Surface } from '@/components/canvas/mount-canvas';
import { useTokens } from '@/components/canvas/use-tokens';
import { formatCount } from '@/lib/base/units';
import { formatRate } from '@/lib/latency/format';
import type { DurationScale } from '@/lib/url/latency-view';
import { coversDays, durationText, partText, stepSentence, stepTime } from './chart-readout';
import { type ChartStep, coveredMs } from './chart-steps';
import {
  type ChartTheme,
  drawBars,
  drawCappedBars,
  drawColumn,
  drawHatchedBars,
  drawRings,
  drawRuns,
  drawTicks,
  drawTimeLabels,
  readChartTheme,
} from './draw-red';
import { ErrorSwatch, LegendEntry, LineSwatch, RejectedSwatch } from './Legend';
import { layoutDurations, layoutFailures, layoutRate, PERCENTILES } from './layout-red';
import { layoutTimeAxis, type TimeAxis } from './layout-time';
import { RedChart } from './RedChart';
import { useStepCursor } from './use-step-cursor';

interface RedChartsProps {
  readonly steps: readonly ChartStep[];
  readonly scale: DurationScale;
  readonly onZoom: (window: { startMs: number; endMs: number }) => void;
  readonly onZoomOut: () => void;
}

/** Below the plot of the last chart: the labels of the time axis, in units of the root's font size. */
const TIME_LABELS_EM = 1.5;

/** Rate, failures and durations over the same time, under one crosshair. */
export function RedCharts({ steps, scale, onZoom, onZoomOut }: RedChartsProps) {
  const theme = useTokens(readChartTheme);
  const cursor = useStepCursor({ steps, fontPx: theme?.fontPx ?? 16, onZoom, onZoomOut });
  const days = coversDays(coveredMs(steps));
  const step = cursor.index === null ? null : (steps[cursor.index] ?? null);
  const [from, to] = cursor.selection ?? [cursor.index, cursor.index];

  /** Draws a chart between the rules, which are behind it, and the crosshair, which is before it. */
  const chart = (draw: (surface: Surface, axis: TimeAxis, theme: ChartTheme) => void) => (surface: Surface) => {
    if (theme === null) return;
    const axis = layoutTimeAxis(steps, surface.width, theme.fontPx);
    draw(surface, axis, theme);
    const [first, last] = [steps[from ?? -1], steps[to ?? -1]];
    if (first && last) drawColumn(surface, axis.xOf(first.startMs), axis.xOf(last.endMs), theme.accent);
  };
  const drawRate = chart((surface, axis, theme) => {
    const { ticks, bars } = layoutRate(steps, axis, surface.height);
    drawTicks(surface, axis, ticks, theme);
    drawCappedBars(surface, bars, theme.accent);
  });
  const drawFailures = chart((surface, axis, theme) => {
    const { ticks, errors, rejected } = layoutFailures(steps, axis, surface.height);
    drawTicks(surface, axis, ticks, theme);
    drawBars(surface, errors, theme.error);
    drawHatchedBars(surface, rejected, theme.rejected);
  });
  const drawDurations = chart((surface, axis, theme) => {
    const bottomPx = surface.height - TIME_LABELS_EM * theme.fontPx;
    const { ticks, runs } = layoutDurations(steps, axis, bottomPx, scale);
    drawTicks(surface, axis, ticks, theme);
    drawTimeLabels(surface, axis, bottomPx, theme);
    for (const name of PERCENTILES) drawRuns(surface, runs[name], name, theme);
    const points = PERCENTILES.flatMap((name) => runs[name].flat().filter((point) => point.index === cursor.index));
    drawRings(surface, points, theme);
  });

  const total = (what: 'count' | 'errors' | 'rejected') => steps.reduce((sum, each) => sum + each[what], 0);
  const part = (what: 'errors' | 'rejected') =>
    partText(step ? step[what] : total(what), step ? step.count : total('count'));
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Step of the charts: arrow keys move, Shift and arrow keys select, Enter zooms in, Escape goes back"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, steps.length - 1)}
      aria-valuenow={cursor.index ?? Math.max(0, steps.length - 1)}
      aria-valuetext={step ? stepSentence(step, days) : 'No step chosen'}
      className="relative cursor-crosshair touch-pan-y pb-2 select-none"
      {...cursor.handlers}
    >
      <RedChart title="Rate" unit="spans per second" height="h-20" draw={drawRate}>
        {step ? (
          <>
            <LegendEntry name="" value={formatRate(step.rate)} />
            <LegendEntry name="spans" value={formatCount(step.count)} />
          </>
        ) : (
          <LegendEntry name="spans in all" value={formatCount(total('count'))} />
        )}
        <span className="ml-auto text-text-muted tabular-nums">{step && stepTime(step, days)}</span>
      </RedChart>
      <RedChart title="Failures" unit="spans per step" height="h-20" draw={drawFailures}>
        <LegendEntry swatch={<ErrorSwatch />} name="errors, upwards" value={part('errors')} />
        <LegendEntry swatch={<RejectedSwatch />} name="rejected, downwards" value={part('rejected')} />
      </RedChart>
      <RedChart title="Duration" unit={scale} height="h-44" draw={drawDurations}>
        {PERCENTILES.map((name) => (
          <LegendEntry
            key={name}
            swatch={<LineSwatch percentile={name} />}
            name={name}
            value={step ? durationText(step[name]) : ''}
          />
        ))}
      </RedChart>
    </div>
  );
}
