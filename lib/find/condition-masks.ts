import type { Steps } from '@/lib/base/steps';
import type { OrderOperator, SpanCondition, TextOperator } from '@/lib/search/conditions';
import { SPAN_KIND_NAMES, StatusCode, type Trace } from '@/lib/trace/trace';

/** Sets `matched[span]` to 0 where a condition does not hold, for the spans from `from` up to `end`. */
export type Exclude = (matched: Uint8Array, from: number, end: number) => void;

/** A million distinct names are possible. */
const VALUES_A_STEP = 16_384;

/** What a condition excludes. One about attributes excludes nothing: the columns do not hold them. */
export function* conditionMask(trace: Trace, condition: SpanCondition): Steps<Exclude> {
  const { negated } = condition;
  switch (condition.type) {
    case 'text': {
      const inText = containing(condition.text);
      const names = yield* tableOf(trace.names.values, inText);
      const services = yield* tableOf(trace.services.values, inText);
      return either(trace.names.codes, names, trace.services.codes, services, negated);
    }
    case 'service':
    case 'operation': {
      const column = condition.type === 'service' ? trace.services : trace.names;
      const table = yield* tableOf(column.values, textTest(condition.operator, condition.value));
      return byTable(column.codes, table, negated);
    }
    case 'kind': {
      const holds = (name: string) => (name.toLowerCase() === condition.value) === (condition.operator === '=');
      return byTable(
        trace.kinds,
        Uint8Array.from(SPAN_KIND_NAMES, (name) => Number(holds(name))),
        negated,
      );
    }
    case 'status': {
      const inverted = negated !== (condition.operator === '!=');
      if (condition.value === 'rejected') return byTable(trace.rejected, Uint8Array.of(0, 1), inverted);
      const code = { unset: StatusCode.Unset, ok: StatusCode.Ok, error: StatusCode.Error }[condition.value];
      const table = new Uint8Array(3);
      table[code] = 1;
      return byTable(trace.statuses, table, inverted);
    }
    case 'duration':
      return byDuration(trace.durations, condition.operator, Number(condition.nanos), negated);
    case 'span.id':
      return byId(trace.spanIds, BigInt(`0x${condition.id}`), negated !== (condition.operator === '!='));
    default:
      return () => {};
  }
}

/** 1 for each value that passes. */
function* tableOf(values: readonly string[], test: (value: string) => boolean): Steps<Uint8Array> {
  const table = new Uint8Array(values.length);
  for (let code = 0; code < values.length; code++) {
    if (test(values[code] as string)) table[code] = 1;
    if (code % VALUES_A_STEP === VALUES_A_STEP - 1) yield 0;
  }
  return table;
}

function containing(text: string): (value: string) => boolean {
  const wanted = text.toLowerCase();
  return (value) => value.toLowerCase().includes(wanted);
}

function textTest(operator: TextOperator, text: string): (value: string) => boolean {
  if (operator === '=') return (value) => value === text;
  if (operator === '!=') return (value) => value !== text;
  const contains = containing(text);
  return operator === '=~' ? contains : (value) => !contains(value);
}

function byTable(codes: Uint32Array | Uint8Array, table: Uint8Array, inverted: boolean): Exclude {
  const excluded = inverted ? 1 : 0;
  return (matched, from, end) => {
    for (let span = from; span < end; span++) {
      // A code beyond the table is a value that nothing is known of; the condition does not hold on it.
      if ((table[codes[span] as number] ?? 0) === excluded) matched[span] = 0;
    }
  };
}

function either(a: Uint32Array, inA: Uint8Array, b: Uint32Array, inB: Uint8Array, inverted: boolean): Exclude {
  const excluded = inverted ? 1 : 0;
  return (matched, from, end) => {
    for (let span = from; span < end; span++) {
      if (((inA[a[span] as number] as number) | (inB[b[span] as number] as number)) === excluded) matched[span] = 0;
    }
  };
}

const COMPARE: Readonly<Record<OrderOperator, (duration: number, nanos: number) => boolean>> = {
  '=': (duration, nanos) => duration === nanos,
  '!=': (duration, nanos) => duration !== nanos,
  '>': (duration, nanos) => duration > nanos,
  '>=': (duration, nanos) => duration >= nanos,
  '<': (duration, nanos) => duration < nanos,
  '<=': (duration, nanos) => duration <= nanos,
};

/** Exact up to 2^53 ns, as the durations themselves are. */
function byDuration(durations: Float64Array, operator: OrderOperator, nanos: number, negated: boolean): Exclude {
  const holds = COMPARE[operator];
  return (matched, from, end) => {
    for (let span = from; span < end; span++)
      if (holds(durations[span] as number, nanos) === negated) matched[span] = 0;
  };
}

/** As two halves: reading a BigUint64Array makes a bigint on the heap each time. */
function byId(spanIds: BigUint64Array, id: bigint, inverted: boolean): Exclude {
  const halves = new Uint32Array(spanIds.buffer, spanIds.byteOffset, spanIds.length * 2);
  const [first, second] = new Uint32Array(BigUint64Array.of(id).buffer);
  return (matched, from, end) => {
    for (let span = from; span < end; span++) {
      if ((halves[2 * span] === first && halves[2 * span + 1] === second) === inverted) matched[span] = 0;
    }
  };
}
