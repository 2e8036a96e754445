import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { instrumentOf } from '../market/instruments';
import { traceTexts } from '../test-support';
import { arbitrage, PAIRS, runArbitrage } from './arbitrage';
import type { FlowContext } from './flow';
import { flowsOn, linkText } from './test-flows';

const [BTC] = PAIRS as [(typeof PAIRS)[number]];
const LOTS = 2_000;
const market = { updatesPerSecond: 10 };

/** One step of the market maker beside the reference price, unless the bid or ask is said to be elsewhere. */
function quoted(elsewhere: Record<string, { bid?: number; ask?: number }>): FlowContext['quote'] {
  return (_venue, symbol) => {
    const { referencePrice, quoting } = instrumentOf(symbol);
    const top = { bid: referencePrice, ask: referencePrice + quoting.stepTicks, ...elsewhere[symbol] };
    return { ...top, atUnixNano: '1800000000000000000', sequence: 7, ageMs: 1.5 };
  };
}

/** What the root of a trace says by its status, of which lists and alerts count the errors. */
const failureOf = (root: ReadableSpan | undefined) =>
  root?.status.code === SpanStatusCode.ERROR ? root.status.message : null;

/** With these quotes in place of the venues' own; the books stay as they are. */
const run = (quote: FlowContext['quote']) => flowsOn({}, (context) => runArbitrage({ ...context, quote }, BTC, LOTS));

describe('an arbitrage', () => {
  it('trades both legs at once in one trace, and says what came of it', async () => {
    const { flowSpans, named, started, reconcile } = await run(quoted({}));
    const [traceId] = started.traceIds;
    const own = flowSpans.filter((span) => span.spanContext().traceId === traceId);
    const leg = (venue: string) => [
      '  arbitrage-engine arbitrage.leg client filled',
      '    wallet-service check_balance server',
      '      wallet-service UPDATE wallet client',
      '    order-manager order_manager_processing server accepted',
      '      order-manager create_order internal',
      '        order-manager INSERT order client',
      '        order-manager publish_event producer',
      '          algo-engine algorithm_processing consumer',
      '            exchange-gateway exchange_order_send consumer',
      '              exchange-gateway external_exchange_ws_send producer',
      `                ${venue} match_order consumer`,
      '                  exchange-gateway external_exchange_ws_recv consumer New',
      '                  exchange-gateway external_exchange_ws_recv consumer Trade',
      '                    exchange-gateway exchange_fill_received producer',
    ];
    const lines = traceTexts(own, ['order.status', 'exec.type'])[0] ?? [];
    expect(lines[0]).toBe('arbitrage-engine arbitrage.execute internal');
    expect(lines.slice(1, 1 + leg('').length)).toEqual(leg('venue-binance'));
    expect(lines.slice(1 + leg('').length)).toEqual(leg('venue-kraken'));

    // 0.02 BTC: 61,001 at binance against 61,010 at kraken.
    const [root] = named('arbitrage.execute');
    expect(root?.attributes).toMatchObject({
      'arbitrage.success': true,
      'arbitrage.buy_venue': 'binance',
      'arbitrage.sell_venue': 'kraken',
      'arbitrage.expected_profit': 0.18,
      'arbitrage.profit': 0.18,
      'arbitrage.slippage': 0,
      'arbitrage.buy_state': 'filled',
      'arbitrage.sell_state': 'filled',
    });
    expect(failureOf(root)).toBeNull();
    const [latency, skew] = ['arbitrage.latency_ms', 'arbitrage.leg_skew_ms'].map((key) =>
      Number(root?.attributes[key]),
    );
    const [seconds = 0, nanos = 0] = root?.duration ?? [];
    expect(latency).toBeCloseTo(seconds * 1e3 + nanos / 1e6, 2);
    // An order takes 5 to 15 ms to get in at binance, 15 to 25 at kraken.
    expect(skew).toBeGreaterThan(0);
    expect(skew).toBeLessThan(latency ?? 0);
    expect(reconcile()).toEqual([]);
  });

  it('has its id on every span of both legs and of their fills, but not at the venues', async () => {
    const { flowSpans, named, started } = await run(quoted({}));
    const id = named('arbitrage.execute')[0]?.attributes['arbitrage.id'];
    expect(id).toMatch(/^ARB-/);
    const outside = flowSpans.filter(({ attributes }) => attributes['arbitrage.id'] !== id).map(({ name }) => name);
    expect(new Set(outside)).toEqual(new Set(['match_order']));
    expect(named('arbitrage.leg').map(({ attributes }) => attributes['order.id'])).toEqual(
      expect.arrayContaining(started.orderIds),
    );
    expect(named('arbitrage.leg')[0]?.attributes).toMatchObject({ 'md.seq': 7, 'md.age_ns': 1_500_000 });
    const links = named('fill_matching').map((fill) =>
      fill.links.map((link) => linkText(flowSpans, link, ['allocation.quantity'])),
    );
    expect(links).toEqual(Array.from({ length: 2 }, () => ['exchange_fill_received', 'arbitrage.leg 0.02']));
  });

  it('is over when the spread goes away while it is being decided', async () => {
    let looks = 0;
    const { named, started } = await run((venue, symbol) =>
      quoted(++looks > 2 ? { BTCUSD: { bid: 6_100_000 } } : {})(venue, symbol),
    );
    expect(started.orderIds).toEqual([]);
    const [root] = named('arbitrage.execute');
    expect(root?.attributes).toMatchObject({ 'arbitrage.success': false, 'arbitrage.failure_reason': 'spread_gone' });
    expect(root?.attributes).not.toHaveProperty(['arbitrage.profit']);
    expect(failureOf(root)).toBe('spread_gone: no price difference was left to trade on; no order was sent.');
    expect(root?.events.map(({ name }) => name)).toEqual(['spread_seen', 'spread_gone']);
    expect(named('arbitrage.leg')).toEqual([]);
  });

  it('misses a leg whose price was not there any more, and frees its money', async () => {
    // Thought to be sold for 61,100 at kraken, 60 at least too dear.
    const { named, states, ledger, reconcile } = await run(quoted({ BTCUSD: { bid: 6_110_000 } }));
    const [root] = named('arbitrage.execute');
    expect(root?.attributes).toMatchObject({
      'arbitrage.success': false,
      'arbitrage.failure_reason': 'leg_missed',
      'arbitrage.missed_legs': ['sell'],
      'arbitrage.buy_state': 'filled',
      'arbitrage.sell_state': 'cancelled',
      'arbitrage.unhedged_quantity': 0.02,
    });
    expect(root?.attributes).not.toHaveProperty(['arbitrage.profit']);
    expect(failureOf(root)).toBe('leg_missed: sell at kraken cancelled with 0 of 0.02.');
    expect(named('cancel_matching')).toHaveLength(1);
    expect(
      states
        .map(({ side, state }) => `${side} ${state}`)
        .slice(-2)
        .toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['buy filled', 'sell cancelled']);
    expect(ledger.snapshot().filter(({ balance }) => balance.reserved > 0n)).toEqual([]);
    expect(reconcile()).toEqual([]);
  });

  it('misses a leg that it cannot pay for', async () => {
    const lots = instrumentOf('BTCUSDT').maxLots * 100;
    const { named, started, reconcile } = await flowsOn({}, (context) =>
      runArbitrage({ ...context, quote: quoted({}) }, BTC, lots),
    );
    expect(started.orderIds).toHaveLength(2);
    const reasons = named('arbitrage.leg').map(({ attributes }) => attributes['order.reject_reason']);
    expect(reasons).toContain('insufficient_balance');
    expect(named('arbitrage.execute')[0]?.attributes).toMatchObject({
      'arbitrage.success': false,
      'arbitrage.failure_reason': 'leg_missed',
      'arbitrage.buy_state': 'rejected',
    });
    expect(reconcile()).toEqual([]);
  });

  it('gives a leg up after ten seconds at a silent venue; the flow was handed on long before', async () => {
    let handedOnAt = 0;
    const { named, reconcile, states } = await flowsOn({}, async (context, { market: venues, clock }) => {
      venues.faultsOf('kraken').silence(true);
      const started = await runArbitrage({ ...context, quote: quoted({}) }, BTC, LOTS);
      [handedOnAt] = clock.now();
      return started;
    });
    expect(handedOnAt).toBe(1_800_000_001);
    const [root] = named('arbitrage.execute');
    expect(root?.attributes).toMatchObject({
      'arbitrage.failure_reason': 'leg_missed',
      'arbitrage.missed_legs': ['sell'],
      'arbitrage.unhedged_quantity': 0.02,
    });
    expect(root?.attributes).not.toHaveProperty(['arbitrage.leg_skew_ms']);
    expect(failureOf(root)).toBe('leg_missed: sell at kraken unknown with 0 of 0.02.');
    expect(root?.duration[0]).toBe(10);
    expect(named('arbitrage.leg').flatMap(({ events }) => events.map(({ name }) => name))).toEqual(['given_up']);
    expect(states.at(-1)?.state).not.toBe('rejected');
    // The venue has dealt with it and not said so yet.
    expect(reconcile()).toEqual([expect.stringMatching(/^Exchange order \S+ is open here, and not at kraken\.$/)]);
  });

  it('without market data at a venue says that, and sends no order', async () => {
    const { named, started } = await run((venue, symbol) => (venue === 'kraken' ? null : quoted({})(venue, symbol)));
    expect(started.orderIds).toEqual([]);
    const [root] = named('arbitrage.execute');
    expect(root?.attributes['arbitrage.failure_reason']).toBe('no_market_data');
    expect(failureOf(root)).toBe('no_market_data: a venue has sent no prices; no order was sent.');
  });

  it('says how its legs ended also when a service that they need is silent', async () => {
    const { named, flowSpans } = await flowsOn({}, (context, { seams }) => {
      seams.services.silence('order-manager');
      return runArbitrage({ ...context, quote: quoted({}) }, BTC, LOTS);
    });
    const [root] = named('arbitrage.execute');
    expect(root?.attributes).toMatchObject({
      'arbitrage.failure_reason': 'leg_missed',
      'arbitrage.buy_state': 'failed',
      'arbitrage.sell_state': 'failed',
    });
    const legs = named('arbitrage.leg');
    expect(legs.map(({ status }) => status.code)).toEqual([SpanStatusCode.ERROR, SpanStatusCode.ERROR]);
    expect(flowSpans.indexOf(root as ReadableSpan)).toBeGreaterThan(flowSpans.indexOf(legs[1] as ReadableSpan));
  });

  it('uses the venues’ own prices when it is started without saying more', async () => {
    const { named, started, reconcile } = await flowsOn({ market, seed: 2 }, (context) => arbitrage.start(context));
    expect(named('arbitrage.execute').map((span) => span.spanContext().traceId)).toEqual(started.traceIds);
    expect(named('arbitrage.execute')[0]?.attributes).toHaveProperty(['arbitrage.success']);
    expect(reconcile()).toEqual([]);
  });
});
