import { describe, expect, it } from 'vitest';
import { spanNamed, traceFromText } from './from-text';
import { SpanKind, StatusCode } from './trace';

describe('traceFromText', () => {
  it('makes the first span of a single line the parent of all others', () => {
    const trace = traceFromText('gateway 0-100 / risk 10-50 / engine 50-90');
    expect([...trace.spanIds]).toEqual([1n, 2n, 3n]);
    expect([...trace.parentIds]).toEqual([0n, 1n, 1n]);
    expect([...trace.starts]).toEqual([0, 10, 50]);
    expect([...trace.durations]).toEqual([100, 40, 40]);
    expect(trace.services).toEqual({ codes: Uint32Array.of(0, 1, 2), values: ['gateway', 'risk', 'engine'] });
  });

  it('reads parents from indentation, over several levels and roots', () => {
    const trace = traceFromText(`
      gateway 0-100
        risk 10-50
          db 20-30
        engine 50-90
      cleanup 110-120
    `);
    expect([...trace.parentIds]).toEqual([0n, 1n, 2n, 1n, 0n]);
  });

  it('reads names, kinds, states and counts from the marks', () => {
    const trace = traceFromText(
      'gateway:place_order 0-100 server error / risk 10-50 rejected ok events=2 links=1 ledto=4 losses=3',
    );
    expect(trace.names.values).toEqual(['place_order', 'risk']);
    expect([...trace.kinds]).toEqual([SpanKind.Server, SpanKind.Internal]);
    expect([...trace.statuses]).toEqual([StatusCode.Error, StatusCode.Ok]);
    expect([...trace.rejected]).toEqual([0, 1]);
    expect([trace.eventCounts[1], trace.linkCounts[1], trace.ledToCounts[1], trace.losses[1]]).toEqual([2, 1, 4, 3]);
  });

  it('sorts by start, then the longer first, then by id, and counts offsets from the earliest start', () => {
    const trace = traceFromText('a 20-30 parent=0 / b 10-20 parent=0 / c 10-40 parent=0 / d 10-20 parent=0', {
      origin: 1000n,
    });
    expect(trace.names.values).toEqual(['c', 'b', 'd', 'a']);
    expect([...trace.starts]).toEqual([0, 0, 0, 10]);
    expect(trace.startUnixNano).toBe(1010n);
  });

  it('keeps an end before the start as such', () => {
    const trace = traceFromText('a 30-10');
    expect([trace.durations[0], trace.endedBeforeStart[0]]).toEqual([0, 20]);
  });

  it('reads times with units', () => {
    expect([...traceFromText('a 1.5ms-2ms').durations]).toEqual([500_000]);
  });

  it('lets ids repeat and parents point anywhere', () => {
    const trace = traceFromText('a 0-10 parent=2 / b 1-10 parent=1 / c 2-3 id=7 / c 3-4 id=7 parent=99');
    expect([...trace.parentIds]).toEqual([2n, 1n, 1n, 99n]);
    expect([...trace.spanIds]).toEqual([1n, 2n, 7n, 7n]);
  });

  it.each([
    ['gateway', 'is not of the form'],
    ['gateway 0-10 broken', 'unknown mark "broken"'],
    ['gateway 0-10parsecs', 'cannot be read: "10parsecs"'],
    ['a 0-10\n    b 1-2', 'deeper than one level'],
    ['a 0-10\n b 1-2', 'two spaces'],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => traceFromText(text)).toThrow(message);
  });
});

describe('spanNamed', () => {
  it('finds the only span of that name, and refuses to choose', () => {
    const trace = traceFromText('gateway 0-100 / risk 10-50 / risk 50-90');
    expect(spanNamed(trace, 'gateway')).toBe(0);
    expect(() => spanNamed(trace, 'risk')).toThrow('2 spans are named "risk"');
    expect(() => spanNamed(trace, 'wallet')).toThrow('0 spans are named "wallet"');
  });
});
