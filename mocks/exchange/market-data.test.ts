import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { spansAsTold } from './test-spans';
import { byName, testExchange } from './test-support';
import type { VenueFaults } from './venues/faults';

/** Market data at ten updates a second. The feeds of three venues carry 3, 2 and 1 symbols. */
async function watching() {
  const exchange = await testExchange({ market: { updatesPerSecond: 10 } });
  const { settled, clock, market, spans } = exchange;
  const feed = () => {
    const found = market.feeds().find(({ venue }) => venue === 'binance');
    if (!found) throw new Error('no feed');
    return found;
  };
  return {
    ...exchange,
    feed,
    pass: (ms: number) => settled(clock.sleep(ms)),
    binance: market.faultsOf('binance'),
    told: (name: string): ReadableSpan[] => byName(spans(), name).filter(ofBinance),
  };
}

const ofBinance = ({ attributes }: ReadableSpan) => attributes['exchange.venue'] === 'binance';

describe('market data', () => {
  it('brings ten updates of each symbol a second, a hundredth of them as spans', async () => {
    const { pass, feed, told, market } = await watching();
    await pass(50); // between two updates
    const before = feed().messages;
    await pass(20_000);
    expect(feed().messages - before).toBe(600);
    expect(feed()).toMatchObject({ state: 'Subscribed', reason: '', rate: 30, missing: 0, reconnects: 0 });
    expect(feed().quality).toBeGreaterThan(99);
    expect(told('market_data.update')).toHaveLength(6);
    expect(market.feeds().map(({ venue, symbols }) => [venue, ...symbols.map(({ symbol }) => symbol)])).toEqual([
      ['binance', 'BTCUSDT', 'ETHUSDT', 'SOLUSDT'],
      ['kraken', 'BTCUSD', 'ETHUSD'],
      ['default', 'AAPL'],
    ]);
  });

  it('gives the best prices with their age, and none for what is not traded there', async () => {
    const { pass, market } = await watching();
    await pass(1_050);
    const quote = market.quote('binance', 'BTCUSDT');
    expect((quote?.ask ?? 0) - (quote?.bid ?? 0)).toBe(100); // one step of the market maker
    expect(quote?.ageMs).toBeGreaterThanOrEqual(0);
    expect(quote?.ageMs).toBeLessThan(100);
    expect(market.quote('kraken', 'BTCUSDT')).toBeNull();
  });

  it('is the same for the same seed', async () => {
    const run = async () => {
      const { pass, spans } = await watching();
      await pass(30_000);
      return spansAsTold(spans());
    };
    expect(await run()).toEqual(await run());
  });

  const anomalies: [string, (faults: VenueFaults) => void, 'gap' | 'duplicate' | 'parse_error', object][] = [
    ['a skipped number as a gap', ({ dropEvery }) => dropEvery(20), 'gap', { 'market_data.missing': 1 }],
    ['a message that comes twice', ({ duplicateEvery }) => duplicateEvery(50), 'duplicate', {}],
    [
      'half a message',
      ({ malformEvery }) => malformEvery(50),
      'parse_error',
      { 'market_data.refused': 'malformed_json' },
    ],
  ];
  it.each(anomalies)('finds %s, counts it and tells of it', async (_what, plant, kind, attributes) => {
    const { pass, feed, told, binance, faults } = await watching();
    plant(binance);
    await pass(10_000);
    binance.heal();
    const count = feed().anomalies[kind];
    expect(count).toBeGreaterThanOrEqual(5);
    expect(told(`market_data.${kind}`)).toHaveLength(count);
    const [span] = told(`market_data.${kind}`);
    expect(span?.attributes).toMatchObject(attributes);
    expect(span?.events.map(({ name }) => name)).toEqual([kind]);
    expect(span?.status.code).toBe(SpanStatusCode.ERROR);
    expect(feed().quality).toBeLessThan(99);
    expect(feed().state).toBe('Subscribed');
    expect(faults).toEqual([]);
  });

  it('asks for a snapshot after a gap, and goes on from there', async () => {
    const { pass, feed, binance } = await watching();
    binance.dropEvery(50);
    await pass(6_000);
    binance.heal();
    const gaps = feed().anomalies.gap;
    await pass(10_000);
    expect(feed().anomalies).toMatchObject({ gap: gaps, duplicate: 0, out_of_order: 0 });
  });

  it('tells of five anomalies a second as spans, and how many it left out', async () => {
    const { pass, feed, told, binance } = await watching();
    binance.malformEvery(1);
    await pass(3_000);
    binance.heal();
    await pass(5_000);
    binance.malformEvery(1);
    await pass(1_000);
    // What was lost in the first storm shows as a gap of each symbol.
    expect(feed().anomalies.gap).toBe(3);
    const spans = [...told('market_data.parse_error'), ...told('market_data.gap')];
    expect(spans).toHaveLength(5 * 4 + 3);
    const untold = spans.reduce((sum, { attributes }) => sum + Number(attributes['market_data.untold'] ?? 0), 0);
    // Thirty a second: the 25 of the last second have not been spoken of yet.
    const { gap, parse_error } = feed().anomalies;
    expect(gap + parse_error - spans.length - untold).toBe(25);
  });

  it('comes back after a disconnect, with a link to the connection that it lost', async () => {
    const { pass, feed, told, binance } = await watching();
    binance.disconnect('market', 'feed maintenance');
    await pass(10);
    expect(feed()).toMatchObject({ state: 'Disconnected', reason: 'feed maintenance' });
    await pass(5_000);
    expect(feed()).toMatchObject({ state: 'Subscribed', reconnects: 1, reason: '' });
    const [again] = told('ws.connect');
    expect(again?.events.map(({ name, attributes }) => [name, attributes?.['reason']])).toEqual([
      ['Disconnected', 'feed maintenance'],
      ['Connecting', undefined],
      ['Connected', undefined],
      ['Authenticated', undefined],
      ['Subscribed', undefined],
    ]);
    expect(again?.links).toHaveLength(1);
  });

  it('finds a silent venue by its stale symbols and then by its heartbeats', async () => {
    const { pass, feed, told, binance } = await watching();
    await pass(1_000);
    binance.silence(true);
    await pass(8_000);
    expect(feed().symbols.map(({ stale }) => stale)).toEqual([true, true, true]);
    expect(feed().quality).toBe(0);
    expect(told('market_data.stale')).toHaveLength(3);
    await pass(10_000);
    expect(feed().anomalies.heartbeat_missed).toBe(1);
    expect(told('ws.disconnect')[0]?.attributes).toMatchObject({ 'ws.close_code': 4001 });
    binance.silence(false);
    await pass(20_000);
    expect(feed().state).toBe('Subscribed');
    expect(feed().symbols.map(({ stale }) => stale)).toEqual([false, false, false]);
  });
});
