import { describe, expect, it } from 'vitest';
import { entryRequest } from './entry-protocol';
import { frameReader } from './frames';
import { marketRequest, orderRequest } from './protocol';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('a frame that is nested deeper than any message', () => {
  const frames = {
    'the token of a login': [entryRequest, `{"type":"login","token":${nested(30_000)}}`],
    'the symbol of an order': [
      entryRequest,
      `{"type":"place_order","requestId":1,"order":{"symbol":${nested(30_000)}}}`,
    ],
    'the account of a logon': [orderRequest, `{"type":"logon","account":${nested(30_000)}}`],
    'the symbol of a subscription': [marketRequest, `{"type":"subscribe","symbol":${nested(30_000)}}`],
  } as const;

  it.each(Object.entries(frames))('is refused for it, and nothing throws: %s', (_what, [schema, frame]) => {
    expect(frameReader<typeof entryRequest | typeof orderRequest | typeof marketRequest>(schema)(frame)).toEqual({
      ok: false,
      code: 'malformed_json',
      text: 'A frame may be nested 16 levels deep at most.',
      close: null,
    });
  });

  it('is read up to 16 levels', () => {
    const order = (levels: number) => `{"type":"place_order","requestId":1,"order":${nested(levels)}}`;
    const read = frameReader(entryRequest);
    expect([read(order(15)).ok, read(order(16)).ok]).toEqual([true, false]);
  });
});
