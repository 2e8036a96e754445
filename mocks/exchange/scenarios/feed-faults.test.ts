import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { byName } from '../test-support';
import { planted } from './test-control';

describe('trouble with a feed', () => {
  const ofBinance = ({ attributes }: ReadableSpan) => attributes['exchange.venue'] === 'binance';

  it.each(['disconnecting-feed', 'sequence-gaps', 'bad-frames'])(
    'of %s brings its quality below 80 within 20 s, and no other one’s; half a minute later it is at 100',
    async (fault) => {
      const { market, settled, clock } = await planted(fault, { ordersPerSecond: 1, seconds: 20, after: 0.2 }, true);
      const qualities = () => market.feeds().map(({ quality }) => quality);
      const [binance, ...others] = qualities();
      expect(binance).toBeLessThan(80);
      expect(Math.min(...others)).toBeGreaterThan(99);
      await settled(clock.sleep(30_000));
      expect(qualities()).toEqual([100, 100, 100]);
    },
  );

  it('that disconnects every 4 s comes back each time', async () => {
    const { spans, market } = await planted('disconnecting-feed', { seconds: 9, after: 5 }, true);
    const lost = byName(spans, 'ws.disconnect').filter(ofBinance);
    expect(lost.map(({ events }) => events[0]?.attributes?.['reason'])).toEqual(Array(3).fill('feed maintenance'));
    const again = byName(spans, 'ws.connect').filter((span) => span.links.length > 0);
    expect(again.filter(ofBinance)).toHaveLength(3);
    expect(market.feeds()[0]).toMatchObject({ state: 'Subscribed', reconnects: 3 });
  });

  it('with gaps misses one message in 25', async () => {
    const { spans, market } = await planted('sequence-gaps', { seconds: 11 }, true);
    const gaps = byName(spans, 'market_data.gap');
    expect(gaps.length).toBeGreaterThan(5);
    expect(gaps.every((span) => ofBinance(span) && span.attributes['market_data.missing'] === 1)).toBe(true);
    const [feed] = market.feeds();
    // Three symbols, ten numbers a second each: 4 of the 110 of each.
    expect(feed?.missing).toBeGreaterThanOrEqual(11);
    expect(feed?.missing).toBeLessThanOrEqual(13);
  });

  it('with doubled and broken frames tells of both', async () => {
    const { spans } = await planted('bad-frames', { seconds: 10 }, true);
    for (const name of ['market_data.duplicate', 'market_data.parse_error']) {
      expect(byName(spans, name).length).toBeGreaterThan(3);
      expect(byName(spans, name).every(ofBinance)).toBe(true);
    }
    const refused = byName(spans, 'market_data.parse_error').map(({ attributes }) => attributes['market_data.refused']);
    expect(new Set(refused)).toEqual(new Set(['malformed_json']));
  });
});
