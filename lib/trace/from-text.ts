import { parseDuration } from '@/lib/base/units';
import { type SpanInput, traceFromSpans } from './from-spans';
import { SpanKind, StatusCode, type Trace } from './trace';

const SPAN = /^([^\s:]+)(?::(\S+))?\s+(\d+(?:\.\d+)?[a-zµ]*)-(\d+(?:\.\d+)?[a-zµ]*)((?:\s+\S+)*)$/;
const MARK = /^(id|parent|events|links|ledto|losses)=(\d+)$/;

type MutableInput = { -readonly [Key in keyof SpanInput]: SpanInput[Key] };

const WORDS: Readonly<Record<string, Partial<SpanInput>>> = {
  error: { status: StatusCode.Error },
  ok: { status: StatusCode.Ok },
  rejected: { rejected: true },
  internal: { kind: SpanKind.Internal },
  server: { kind: SpanKind.Server },
  client: { kind: SpanKind.Client },
  producer: { kind: SpanKind.Producer },
  consumer: { kind: SpanKind.Consumer },
};

/**
 * A small trace drawn as text, for tests. One span a line, indented by two spaces below its parent:
 *
 * ```
 * gateway:place_order 0-100 server
 *   risk:check_risk 10-50 rejected
 *     db 20-30us error
 *   engine 50-90
 * lost 120-130 parent=99
 * ```
 *
 * or on one line with ` / ` between spans, where the first is the parent of all others: `gateway 0-100 / risk 10-50`.
 *
 * - A line is `service[:name] start-end marks...`; the name is the service's when left out. Neither holds spaces.
 * - Times are whole nanoseconds or have a unit (`1.5ms-2ms`). They count from `origin`; as in every trace, the
 *   offsets then count from the earliest start. An end before the start is kept as `endedBeforeStart`.
 * - Span ids are 1, 2, 3 ... in the order of the text; `id=7` gives another one, so that ids can repeat.
 * - `parent=7` names the parent by id instead of by indentation: `parent=0` for a root, an id that no span has for an
 *   orphan, a later id or the span's own for a cycle.
 * - `error`, `ok`, `rejected`; `server`, `client`, `producer`, `consumer`, `internal` (the default);
 *   `events=2`, `links=1` (what caused it), `ledto=4` (what it led to), `losses=3`.
 * - Empty lines are skipped, and the indentation that all lines share does not count.
 *
 * @throws Error that quotes the line which is not of this form.
 */
export function traceFromText(
  text: string,
  { traceId = '0af7651916cd43dd8448eb211c80319c', origin = 1_800_000_000_000_000_000n } = {},
): Trace {
  const lines = text.includes('\n') || !text.includes(' / ') ? indentedLines(text) : slashedLines(text);
  // The id of the latest span at each depth.
  const ancestors: bigint[] = [];
  const spans = lines.map(({ depth, line }, i) => {
    if (depth > ancestors.length)
      throw new Error(`"${line}" is indented deeper than one level below the line above it.`);
    const span = parseSpan(line, BigInt(i + 1), depth === 0 ? 0n : (ancestors[depth - 1] as bigint));
    ancestors.length = depth;
    ancestors.push(span.spanId);
    return span;
  });
  return traceFromSpans(traceId, spans, origin);
}

/** The index of the only span with this name (or service, where the text gave no name). Throws when there is not one. */
export function spanNamed(trace: Trace, name: string): number {
  const found = Array.from(trace.names.codes.keys()).filter(
    (i) => trace.names.values[trace.names.codes[i] as number] === name,
  );
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} spans are named "${name}".`);
  return only;
}

interface Line {
  readonly depth: number;
  readonly line: string;
}

function slashedLines(text: string): Line[] {
  return text.split(' / ').map((line, i) => ({ depth: Math.min(i, 1), line: line.trim() }));
}

function indentedLines(text: string): Line[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const indents = lines.map((line) => line.length - line.trimStart().length);
  const shared = Math.min(...indents);
  return lines.map((line, i) => {
    const depth = ((indents[i] as number) - shared) / 2;
    if (!Number.isInteger(depth)) throw new Error(`"${line}" is not indented by two spaces a level.`);
    return { depth, line: line.trim() };
  });
}

function parseSpan(line: string, defaultId: bigint, defaultParent: bigint): SpanInput {
  const match = SPAN.exec(line);
  if (match === null) throw new Error(`"${line}" is not of the form "service[:name] start-end marks...".`);
  const [, service = '', name = service, start = '', end = '', marks = ''] = match;
  const span: MutableInput = {
    spanId: defaultId,
    parentId: defaultParent,
    service,
    name,
    start: parseTime(start, line),
    end: parseTime(end, line),
  };
  for (const mark of marks.split(/\s+/).filter((word) => word !== '')) {
    const word = WORDS[mark];
    const [, key, value = ''] = MARK.exec(mark) ?? [];
    if (word !== undefined) Object.assign(span, word);
    else if (key === 'id') span.spanId = BigInt(value);
    else if (key === 'parent') span.parentId = BigInt(value);
    else if (key === 'events') span.eventCount = Number(value);
    else if (key === 'links') span.linkCount = Number(value);
    else if (key === 'ledto') span.ledToCount = Number(value);
    else if (key === 'losses') span.losses = Number(value);
    else throw new Error(`"${line}" has an unknown mark "${mark}".`);
  }
  return span;
}

function parseTime(text: string, line: string): number {
  const nanos = /^\d+$/.test(text) ? Number(text) : parseDuration(text);
  if (nanos === null) throw new Error(`"${line}" has a time that cannot be read: "${text}".`);
  return nanos;
}
