import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateClockSkew } from './clock-skew';
import { traceFromSpans } from './from-spans';
import { traceFromText } from './from-text';
import { shiftSpans } from './shift-spans';
import { arbitraryTrace, regularTrace } from './test-traces';
import { SpanKind, type Trace } from './trace';
import { buildTree } from './tree';

const nameOf = (trace: Trace, span: number) => trace.names.values[trace.names.codes[span] ?? -1];

/** What is shifted, as `name +12`; null where nothing is. */
function shifted(text: string): string[] | null {
  const trace = traceFromText(text);
  const skew = estimateClockSkew(trace, buildTree(trace));
  if (skew === null) return null;
  const list = [...skew.shifts].flatMap((shift, span) => (shift === 0 ? [] : [`${nameOf(trace, span)} ${shift}`]));
  expect(list).toHaveLength(skew.shiftedCount);
  return list.sort();
}

describe('estimateClockSkew', () => {
  it('finds nothing where every call lies within its caller', () => {
    expect(shifted('gateway 0-100 client / risk 10-50 server')).toBeNull();
  });

  it('moves a call that starts before its caller into its middle', () => {
    expect(shifted('gateway 10-30 client / risk 2-14 server')).toEqual(['risk 12']);
  });

  it('moves a call that its client did not wait for into its middle', () => {
    // 60 to 104 in 40 to 90: 6 of room, 3 before.
    expect(shifted('gateway 40-90 client / engine 60-104 server')).toEqual(['engine -17']);
  });

  it('leaves work that goes on after a parent that does not wait', () => {
    expect(shifted('gateway 40-90 / engine 60-104')).toBeNull();
  });

  it('moves what is longer than its caller no further than to its start', () => {
    expect(shifted('gateway 10-30 client / risk 2-52 server')).toEqual(['risk 8']);
    expect(shifted('gateway 10-30 client / risk 12-52 server')).toBeNull();
  });

  it('moves all that a call does in its service by the same', () => {
    expect(
      shifted(`
        gateway 10-30 client
          risk:check 2-14 server
            risk:read 3-5
            risk:write 20-40
      `),
    ).toEqual(['check 12', 'read 12', 'write 12']);
  });

  it('gives calls between the same two processes the one shift that suits them all', () => {
    // Alone, the first would be moved by 8 to 16 and the second by 4 to 10.
    expect(
      shifted(`
        gateway:order 0-200
          gateway:a 10-30 client
            risk:a2 2-14 server
          gateway:b 50-70 client
            risk:b2 46-60 server
      `),
    ).toEqual(['a2 9', 'b2 9']);
  });

  it('moves a call that lies within its caller too, when another shows that the clock is off', () => {
    expect(
      shifted(`
        gateway:order 0-200
          gateway:a 10-30 client
            risk:a2 2-14 server
          gateway:b 50-90 client
            risk:b2 50-60 server
      `),
    ).toEqual(['a2 12', 'b2 12']);
  });

  it('looks at each call for itself where no shift suits all: the service has several machines', () => {
    expect(
      shifted(`
        gateway:order 0-200
          gateway:a 10-30 client
            risk:a2 2-14 server
          gateway:b 50-70 client
            risk:b2 60-76 server
      `),
    ).toEqual(['a2 12', 'b2 -8']);
  });

  it('measures from where the caller is moved to', () => {
    // venue is within risk as recorded, not once risk is right; its clock is that of risk.
    expect(
      shifted(`
        gateway:order 100-130 client
          risk:check 2-22 server
            risk:ask 5-15 client
              venue:send 7-13 server
      `),
    ).toEqual(['ask 103', 'check 103', 'send 103']);
  });

  it('leaves a call back to the first service on that clock', () => {
    expect(
      shifted(`
        gateway:order 100-130 client
          risk:check 2-22 server
            gateway:notify 107-120 server
      `),
    ).toEqual(['check 103']);
  });

  it('invents no latency of messages', () => {
    expect(shifted('gateway 50-60 producer / mail 10-20 consumer')).toBeNull();
    expect(shifted('gateway 50-60 / mail 10-20 consumer')).toBeNull();
    expect(shifted('gateway 50-60 producer / mail 10-20')).toBeNull();
  });

  it('leaves spans of one service, whatever they say', () => {
    expect(shifted('gateway:a 50-60 client / gateway:b 10-20 server')).toBeNull();
  });

  it('passes through 50,000 levels and 50,000 calls', () => {
    const count = 50_000;
    for (const parentOf of [(i: number) => i - 1, (i: number) => (i === 0 ? -1 : 0)]) {
      const trace = regularTrace(count, parentOf, (i) => [i === 0 ? 5 : i, i + 10]);
      const services = { codes: Uint32Array.from(trace.spanIds, (_, i) => i % 2), values: ['a', 'b'] };
      const skew = estimateClockSkew({ ...trace, services }, buildTree(trace));
      expect(skew?.shiftedCount).toBeGreaterThan(0);
    }
  });

  it('sets clocks that are wrong right, so that every call lies within its caller again', () => {
    const call = fc.record({ below: fc.nat(), inset: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(
        fc.array(call, { minLength: 1, maxLength: 8 }),
        fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 9, maxLength: 9 }),
        (calls, clocks) => {
          // Service i is called once, by a service before it; its clock is off by clocks[i].
          const times = [{ start: 1000, end: 1400, parent: -1 }];
          for (const { below, inset } of calls) {
            const parent = below % times.length;
            const around = times[parent] as { start: number; end: number };
            const room = Math.floor((around.end - around.start) / 2);
            const start = around.start + Math.min(inset, room);
            times.push({ start, end: Math.max(start, around.end - inset), parent });
          }
          const trace = traceFromSpans(
            '0af7651916cd43dd8448eb211c80319c',
            times.flatMap(({ start, end, parent }, i) => {
              const off = clocks[i] as number;
              const server = { spanId: BigInt(2 * i + 1), parentId: BigInt(parent === -1 ? 0 : 2 * parent + 2) };
              const rest = { service: `s${i}`, name: `${i}`, start: start + off, end: end + off };
              return [
                { ...server, ...rest, kind: SpanKind.Server },
                { ...rest, spanId: BigInt(2 * i + 2), parentId: server.spanId, kind: SpanKind.Client },
              ];
            }),
          );
          const skew = estimateClockSkew(trace, buildTree(trace));
          const corrected = skew === null ? trace : shiftSpans(trace, skew.shifts).trace;
          expect(estimateClockSkew(corrected, buildTree(corrected))).toBeNull();
        },
      ),
    );
  });
});

describe('shiftSpans', () => {
  it('keeps all but the starts, and the order that a trace promises', () => {
    const keyed = (trace: Trace) =>
      [...trace.spanIds].map(
        (id, i) => `${id} ${trace.parentIds[i]} ${trace.durations[i]} ${nameOf(trace, i)} ${trace.kinds[i]}`,
      );
    fc.assert(
      fc.property(arbitraryTrace(), fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 12 }), (trace, by) => {
        const before = [...trace.starts];
        const result = shiftSpans(
          trace,
          Float64Array.from(trace.starts, (_, span) => by[span] as number),
        );
        expect([...trace.starts]).toEqual(before);
        expect(keyed(result.trace).sort()).toEqual(keyed(trace).sort());
        expect(result.trace.starts[0]).toBe(0);
        for (let span = 1; span < trace.spanCount; span++) {
          expect(result.trace.starts[span]).toBeGreaterThanOrEqual(result.trace.starts[span - 1] as number);
        }
        const recorded = (of: Trace, shifts: Float64Array | null) =>
          [...of.spanIds].map(
            (id, i) =>
              `${id} ${of.startUnixNano + BigInt((of.starts[i] as number) - (shifts?.[i] ?? 0))} ${of.durations[i]}`,
          );
        expect(recorded(result.trace, result.shifts).sort()).toEqual(recorded(trace, null).sort());
      }),
    );
  });
});
