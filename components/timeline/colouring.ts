import { SERIES_COUNT, seriesAmong } from '@/components/ui/service-colour';
import type { Steps } from '@/lib/base/steps';
import { largest } from '@/lib/find/largest';
import { groupByOperationSteps } from '@/lib/trace/statistics-groups';
import { StatusCode, type Trace } from '@/lib/trace/trace';
import type { ColourBy } from '@/lib/url/trace-colour';
import { groupOf, isSpan, type RowTarget, runHead } from './layout-rows';
import { Paint } from './paints';
import type { SpanValues } from './span-values';
import type { TimelineModel } from './timeline-model';

/** A value that a colour stands for. */
export interface ColourEntry {
  /** Of what the spans have: of a colouring by operation the name alone. */
  readonly text: string;
  /** Of a colouring by operation; null otherwise. */
  readonly service: string | null;
  /** How many spans have it. */
  readonly spanCount: number;
  readonly paint: number;
}

/** What the colours of a trace's bars mean. */
export interface Colouring {
  readonly by: ColourBy;
  /** The code of each span's value; -1: it has none. */
  readonly codes: ArrayLike<number>;
  /** The paint of each code. */
  readonly paints: Uint8Array;
  readonly textOf: (code: number) => string;
  /** The values with a colour of their own, those of most spans first. */
  readonly legend: readonly ColourEntry[];
  /** Values beyond those: how many, of how many spans. Of services each has the colour that it prefers, all others share one. */
  readonly others: { readonly valueCount: number; readonly spanCount: number };
  /** How many spans have no value. */
  readonly noneCount: number;
}

/** So many operations, or values, at a time. */
const CHUNK = 1 << 16;

/** The paint of a span's bar. */
export function paintOf({ codes, paints }: Colouring, span: number): number {
  const code = codes[span] as number;
  return code < 0 ? Paint.None : (paints[code] ?? Paint.Other);
}

/** The text of a span's value, null where it has none. */
export function colourText({ codes, textOf }: Colouring, span: number): string | null {
  const code = codes[span] as number;
  return code < 0 ? null : textOf(code);
}

/** Colours by service, as everywhere else. Nothing has to be counted for it. */
export function serviceColouring({ trace, groups, seriesOfService }: TimelineModel): Colouring {
  const { codes, values } = trace.services;
  const ranked = [...groups].sort((a, b) => b.spans.length - a.spans.length || a.code - b.code);
  const textOf = (code: number) => values[code] ?? '';
  const entries = ranked.map(({ code, spans }) => ({
    text: textOf(code),
    service: null,
    spanCount: spans.length,
    paint: seriesOfService[code] as number,
  }));
  return {
    by: 'service',
    codes,
    paints: seriesOfService,
    textOf,
    legend: entries.slice(0, SERIES_COUNT),
    others: {
      valueCount: Math.max(0, entries.length - SERIES_COUNT),
      spanCount: entries.slice(SERIES_COUNT).reduce((sum, { spanCount }) => sum + spanCount, 0),
    },
    noneCount: 0,
  };
}

/** Colours by service and name, status, or the values of an attribute. O(n) in steps. */
export function* colouringSteps(
  model: TimelineModel,
  by: Exclude<ColourBy, 'service'>,
  values: SpanValues | null,
): Steps<Colouring> {
  const { trace } = model;
  if (by === 'status') return statusColouring(trace);
  if (by === 'operation') {
    const { codes, count, textOf, serviceOf } = yield* groupByOperationSteps(trace);
    return yield* rankedSteps(by, codes, count, textOf, serviceOf);
  }
  const codes = values?.codes ?? new Int32Array(trace.spanCount).fill(-1);
  const texts = values?.texts ?? [];
  const textOf = (code: number) => texts[code] ?? '';
  return yield* rankedSteps(by, codes, texts.length, textOf, () => null);
}

/**
 * The values of most spans have a colour each, by their text, so that a value has the same in every trace in which no other
 * one collides with it; all others are {@link Paint.Other}.
 */
function* rankedSteps(
  by: ColourBy,
  codes: ArrayLike<number>,
  valueCount: number,
  textOf: (code: number) => string,
  serviceOf: (code: number) => string | null,
): Steps<Colouring> {
  const spanCounts = new Float64Array(valueCount);
  let noneCount = 0;
  for (let begin = 0; begin < codes.length; begin += CHUNK) {
    const end = Math.min(codes.length, begin + CHUNK);
    for (let span = begin; span < end; span++) {
      const code = codes[span] as number;
      if (code < 0) noneCount++;
      else spanCounts[code] = (spanCounts[code] as number) + 1;
    }
    yield end / codes.length;
  }
  const top = largest(spanCounts, SERIES_COUNT);
  const fullText = (code: number) => `${serviceOf(code) ?? ''}\n${textOf(code)}`;
  const seriesOf = seriesAmong(top.map(fullText));
  const paints = new Uint8Array(valueCount).fill(Paint.Other);
  for (const code of top) paints[code] = seriesOf(fullText(code));
  const legend = top.map((code) => ({
    text: textOf(code),
    service: serviceOf(code),
    spanCount: spanCounts[code] as number,
    paint: paints[code] as number,
  }));
  const coloured = legend.reduce((sum, { spanCount }) => sum + spanCount, 0);
  return {
    by,
    codes,
    paints,
    textOf,
    legend,
    others: {
      // A value of no span is one that only spans had which came later.
      valueCount: spanCounts.reduce((sum, count) => sum + Number(count > 0), 0) - legend.length,
      spanCount: codes.length - noneCount - coloured,
    },
    noneCount,
  };
}

/** In the order of the legend. A span that ended with an error and was rejected, too, counts as an error. */
const STATUSES = [
  { text: 'error', paint: Paint.Error },
  { text: 'rejected', paint: Paint.Rejected },
  { text: 'ok', paint: Paint.Ok },
  { text: 'unset', paint: Paint.None },
] as const;

function statusColouring({ statuses, rejected, spanCount }: Trace): Colouring {
  const codes = new Int8Array(spanCount);
  const spanCounts = new Float64Array(STATUSES.length);
  for (let span = 0; span < spanCount; span++) {
    const status = statuses[span];
    const code = status === StatusCode.Error ? 0 : rejected[span] === 1 ? 1 : status === StatusCode.Ok ? 2 : 3;
    codes[span] = code;
    spanCounts[code] = (spanCounts[code] as number) + 1;
  }
  return {
    by: 'status',
    codes,
    paints: Uint8Array.from(STATUSES, ({ paint }) => paint),
    textOf: (code) => STATUSES[code]?.text ?? '',
    legend: STATUSES.map(({ text, paint }, code) => ({
      text,
      service: null,
      spanCount: spanCounts[code] as number,
      paint,
    })).filter(({ spanCount: count }) => count > 0),
    others: { valueCount: 0, spanCount: 0 },
    noneCount: 0,
  };
}

/**
 * The paint of a row: of a span its own. The spans of a run, and of a service, may differ, so that those rows have a colour
 * only where all their spans have it.
 */
export function paintOfRow(
  colouring: Colouring,
  { groups, seriesOfService }: TimelineModel,
  target: RowTarget,
): number {
  if (isSpan(target)) return paintOf(colouring, target);
  const { by } = colouring;
  const head = runHead(target);
  if (head !== -1) return by === 'service' || by === 'operation' ? paintOf(colouring, head) : Paint.None;
  return by === 'service' ? (seriesOfService[groups[groupOf(target)]?.code ?? -1] ?? Paint.None) : Paint.None;
}
