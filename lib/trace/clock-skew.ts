import { type Nanos, SpanKind, type Trace } from './trace';
import type { TraceTree } from './tree';

/** How far the clocks of a trace's services seem to be off. */
export interface ClockSkew {
  /** By how much each span happened later than it says; negative: sooner. Whole nanoseconds. */
  readonly shifts: Float64Array;
  /** How many of them are not 0. */
  readonly shiftedCount: number;
}

/**
 * Estimates how far clocks are off from calls that cannot have been as they were recorded: a span of another service that
 * starts before its parent, or a server's span that ends after the client's, which waits for it. Null where there is none.
 *
 * The idea is that of Jaeger's clockskew.go: a call that lies outside is moved to the middle of its caller, as if the way
 * there and back took the same time.
 *
 * ```
 * gateway  10 ├──────────────────┤ 30        shift 12 = (10 - 2) + (20 - 12) / 2
 *   risk 2 ├────────────┤ 14        →        14 ├────────────┤ 26
 * ```
 *
 * Unlike there, one process has one clock: all calls from one stretch of spans of a service, connected by parents, to
 * another service get the one shift that suits them all, and so does all that these do in their service. Where no shift
 * suits all, the service runs on several machines there, and each call is looked at for itself.
 *
 * - The trace has no hosts: a service stands for its process. Spans of one service never move against each other.
 * - A span that is longer than its parent, or of which nobody waits for the end, is moved no further than to the start of
 *   its parent.
 * - Messages are not calls: from a producer, or to a consumer, nothing is estimated, since that would invent a latency.
 *   Neither is it across links, from a missing parent, or where a cycle was cut.
 * - What fits as it was recorded stays.
 *
 * Nothing recurses. O(n), and one pass without anything else where nothing is off.
 */
export function estimateClockSkew(trace: Trace, tree: TraceTree): ClockSkew | null {
  if (!hasImpossibleCall(trace, tree)) return null;
  const shifts = new Float64Array(trace.spanCount);
  const processes: Process[] = Array.from(tree.roots, (root) => ({ entries: [root], shift: 0 }));
  for (let process = processes.pop(); process !== undefined; process = processes.pop()) {
    for (const calls of walkProcess(trace, tree, process, shifts)) {
      const bounds = calls.map((call) => boundsOf(trace, tree, call, process.shift));
      const common = intersection(bounds);
      if (common.low <= common.high) processes.push({ entries: calls, shift: shiftWithin(common) });
      else calls.forEach((call, i) => processes.push({ entries: [call], shift: shiftWithin(bounds[i] as Bounds) }));
    }
  }
  const shiftedCount = shifts.reduce((count, shift) => count + (shift === 0 ? 0 : 1), 0);
  return shiftedCount === 0 ? null : { shifts, shiftedCount };
}

/** Spans of one service that are connected by parents, or called from one such stretch. */
interface Process {
  /** Its topmost spans. */
  readonly entries: readonly number[];
  readonly shift: Nanos;
}

/** From the least to the largest shift with which a call is possible. */
interface Bounds {
  readonly low: Nanos;
  readonly high: Nanos;
}

const ANY_SHIFT: Bounds = { low: -Infinity, high: Infinity };

/** Notes the shift of all spans of a process and gives the calls that it makes, by the service that is called. */
function walkProcess(
  trace: Trace,
  { firstChildren, nextSiblings }: TraceTree,
  { entries, shift }: Process,
  shifts: Float64Array,
): Iterable<number[]> {
  const { codes } = trace.services;
  const calls = new Map<number, number[]>();
  const open = [...entries];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    shifts[span] = shift;
    for (let child = firstChildren[span] as number; child !== -1; child = nextSiblings[child] as number) {
      const service = codes[child] as number;
      if (service === codes[span]) {
        open.push(child);
        continue;
      }
      const known = calls.get(service);
      if (known === undefined) calls.set(service, [child]);
      else known.push(child);
    }
  }
  return calls.values();
}

/** `callerShift` is that of the parent. */
function boundsOf(
  { starts, durations, kinds }: Trace,
  { parents }: TraceTree,
  call: number,
  callerShift: Nanos,
): Bounds {
  const parent = parents[call] as number;
  if (kinds[parent] === SpanKind.Producer || kinds[call] === SpanKind.Consumer) return ANY_SHIFT;
  const [duration, room] = [durations[call] as number, durations[parent] as number];
  const low = (starts[parent] as number) + callerShift - (starts[call] as number);
  const waits = kinds[parent] === SpanKind.Client && kinds[call] === SpanKind.Server;
  return { low, high: duration <= room && (waits || low > 0) ? low + room - duration : Infinity };
}

function intersection(all: readonly Bounds[]): Bounds {
  return all.reduce((a, b) => ({ low: Math.max(a.low, b.low), high: Math.min(a.high, b.high) }), ANY_SHIFT);
}

function shiftWithin({ low, high }: Bounds): Nanos {
  if (low <= 0 && high >= 0) return 0;
  return high === Infinity ? low : Math.round((low + high) / 2);
}

function hasImpossibleCall(trace: Trace, tree: TraceTree): boolean {
  const { codes } = trace.services;
  for (let span = 0; span < trace.spanCount; span++) {
    const parent = tree.parents[span] as number;
    if (parent === -1 || codes[span] === codes[parent]) continue;
    // Most spans lie within their parents.
    const lead = (trace.starts[parent] as number) - (trace.starts[span] as number);
    if (lead <= 0 && (trace.durations[span] as number) - lead <= (trace.durations[parent] as number)) continue;
    if (shiftWithin(boundsOf(trace, tree, span, 0)) !== 0) return true;
  }
  return false;
}
