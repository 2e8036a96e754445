import type { Steps } from '@/lib/base/steps';
import { sortSteps } from './sort-steps';
import { rankTextSteps } from './sort-text-steps';
import { type DictionaryColumn, StatusCode, type Trace } from './trace';

/** What a flat list of spans can be sorted by. */
export type SpanSortKey =
  | 'start'
  | 'service'
  | 'name'
  | 'kind'
  | 'duration'
  | 'self'
  | 'status'
  | 'events'
  | 'links'
  | 'ledTo';

export interface SpanListRequest {
  readonly sort: SpanSortKey;
  readonly ascending: boolean;
  /** Text that the service or the name contains, in upper or lower case; '' for all. */
  readonly text: string;
  /** `errors`: status Error; `rejected`: a business refusal. */
  readonly choice: 'all' | 'errors' | 'rejected';
}

const CHUNK = 1 << 17;

/**
 * The spans that are asked for, in the order that is asked for; equal ones in the order of the trace. 1,000,000 spans take
 * about 40 ms, in steps of at most 6 ms (2 busy cores, Node 24).
 */
export function* listSpansSteps(trace: Trace, selfNanos: Float64Array, request: SpanListRequest): Steps<Uint32Array> {
  const spans = yield* chosenSpans(trace, request);
  const { sort, ascending } = request;
  if (sort === 'start' && ascending) return spans;
  const keyOf = yield* sortKeys(trace, selfNanos, sort);
  const keys = new Float64Array(spans.length);
  for (let begin = 0; begin < spans.length; begin += CHUNK) {
    const end = Math.min(begin + CHUNK, spans.length);
    for (let i = begin; i < end; i++) keys[i] = keyOf(spans[i] as number);
    yield 0.3;
  }
  const order = yield* sortSteps(keys, !ascending);
  for (let i = 0; i < order.length; i++) order[i] = spans[order[i] as number] as number;
  return order;
}

function* chosenSpans(trace: Trace, { text, choice }: SpanListRequest): Steps<Uint32Array> {
  const { spanCount, services, names, statuses, rejected } = trace;
  const serviceMatches = matches(services, text);
  const nameMatches = matches(names, text);
  const chosen = new Uint32Array(spanCount);
  let count = 0;
  for (let begin = 0; begin < spanCount; begin += CHUNK) {
    const end = Math.min(begin + CHUNK, spanCount);
    for (let span = begin; span < end; span++) {
      if (choice === 'errors' && statuses[span] !== StatusCode.Error) continue;
      if (choice === 'rejected' && rejected[span] === 0) continue;
      const found =
        serviceMatches[services.codes[span] as number] === 1 || nameMatches[names.codes[span] as number] === 1;
      if (found) chosen[count++] = span;
    }
    yield (end / spanCount) * 0.2;
  }
  return chosen.subarray(0, count);
}

/** 1 for each value of a dictionary that contains the text. */
function matches({ values }: DictionaryColumn, text: string): Uint8Array {
  const wanted = text.toLowerCase();
  return Uint8Array.from(values, (value) => (value.toLowerCase().includes(wanted) ? 1 : 0));
}

function* sortKeys(trace: Trace, selfNanos: Float64Array, sort: SpanSortKey): Steps<(span: number) => number> {
  const { codes: serviceCodes, values: serviceValues } = trace.services;
  const { codes: nameCodes, values: nameValues } = trace.names;
  switch (sort) {
    case 'service': {
      const ranks = yield* rankTextSteps(serviceValues);
      return (span) => ranks[serviceCodes[span] as number] as number;
    }
    case 'name': {
      const ranks = yield* rankTextSteps(nameValues);
      return (span) => ranks[nameCodes[span] as number] as number;
    }
    case 'status':
      return (span) => statusRank(trace, span);
    default: {
      const column = {
        start: trace.starts,
        duration: trace.durations,
        self: selfNanos,
        kind: trace.kinds,
        events: trace.eventCounts,
        links: trace.linkCounts,
        ledTo: trace.ledToCounts,
      }[sort];
      return (span) => column[span] as number;
    }
  }
}

/** Errors above refusals above what went well. */
function statusRank({ statuses, rejected }: Trace, span: number): number {
  if (statuses[span] === StatusCode.Error) return 3;
  if (rejected[span] === 1) return 2;
  return statuses[span] === StatusCode.Ok ? 1 : 0;
}
