import { SpanStatusCode } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { byName, traceTexts } from '../test-support';
import { entryOrder } from './entry-order';
import { runMarketSession } from './market-session';
import { flowsOn, linkText } from './test-flows';

describe('a session for market data', () => {
  const live = { seed: 3, market: { updatesPerSecond: 10 } };

  it('is a trace of its connecting, state by state, and one of what came, which links to it', async () => {
    const { started, named, flowSpans, market } = await flowsOn(live, (flows) => runMarketSession(flows, 'binance'));
    const [connect] = named('ws.connect');
    const [session] = named('market_data.session');
    expect(started.traceIds).toEqual([connect?.spanContext().traceId, session?.spanContext().traceId]);
    expect(connect?.events.map(({ name }) => name)).toEqual([
      'Disconnected',
      'Connecting',
      'Connected',
      'Authenticated',
      'Subscribed',
    ]);
    expect(session?.links.map((link) => linkText(flowSpans, link, ['ws.relation']))).toEqual(['ws.connect connection']);
    // Ten updates of each of three symbols in a second.
    expect(session?.attributes).toMatchObject({
      'exchange.venue': 'binance',
      'market_data.symbols': ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'],
      'market_data.messages': 30,
      'market_data.missing': 0,
    });
    // The standing feeds have not noticed.
    expect(market.feeds().map(({ state, reconnects }) => [state, reconnects])).toEqual(
      Array.from({ length: 3 }, () => ['Subscribed', 0]),
    );
  });

  it('to a venue that is dead ends after five seconds, as an error with its reason', async () => {
    const { started, named } = await flowsOn(live, async (flows, { market }) => {
      await market.faultsOf('kraken').die();
      return runMarketSession(flows, 'kraken');
    });
    const [session] = named('market_data.session');
    expect(started.traceIds).toEqual([session?.spanContext().traceId]);
    expect(session?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'connection refused' });
  });
});

describe('an order over the order entry', () => {
  it('is in the trace of the client that sent it, from its click to the message to the batch', async () => {
    const { started, flowSpans, named, states, reconcile } = await flowsOn({ seed: 3 }, (flows) =>
      entryOrder.start(flows),
    );
    const [traceId] = started.traceIds;
    const own = flowSpans.filter((span) => span.spanContext().traceId === traceId);
    expect(traceTexts(own)).toEqual([
      [
        'entry-client place_order internal',
        '  entry-client ws.connect client',
        '    order-entry order_entry.login server',
        '  entry-client order_entry.send client',
        '    order-entry order_entry.place_order server',
        '      client-gateway client_order_received server',
        '        user-service verify_token server',
        '        wallet-service check_balance server',
        '          wallet-service UPDATE wallet client',
        '        risk-manager validate_order server',
        '        risk-manager check_risk server',
        '        order-manager order_manager_processing server',
        '          order-manager create_order internal',
        '            order-manager INSERT order client',
        '            order-manager publish_event producer',
      ],
    ]);
    expect(byName(own, 'ws.connect')[0]?.events.map(({ name }) => name)).toEqual([
      'Connecting',
      'Connected',
      'Authenticated',
    ]);
    const ids = { 'order.id': started.orderIds[0], 'user.id': 'USR-1', 'order.status': 'accepted' };
    expect(own.find(({ name }) => name === 'place_order')?.attributes).toMatchObject(ids);
    expect(named('order_batching')[0]?.links[0]?.context.traceId).toBe(traceId);
    expect(states.at(-1)).toMatchObject({ orderId: started.orderIds[0], state: 'filled' });
    expect(reconcile()).toEqual([]);
  });

  it('works a hundred times at once, with one login', async () => {
    const { started, named } = await flowsOn({ seed: 3 }, async (flows) => {
      const all = await Promise.all(Array.from({ length: 100 }, () => entryOrder.start(flows)));
      return { traceIds: all.flatMap((each) => each.traceIds), orderIds: all.flatMap((each) => each.orderIds) };
    });
    expect([new Set(started.traceIds).size, new Set(started.orderIds).size]).toEqual([100, 100]);
    expect(named('authenticate')).toHaveLength(1);
  });

  it('that is refused has its reason, and one that nobody takes in is an error', async () => {
    const refused = await flowsOn({ seed: 3 }, async (flows, { ledger }) => {
      for (const { owner, asset, balance } of ledger.snapshot()) {
        if (owner === 'USR-1') ledger.deposit(owner, asset, -balance.available);
      }
      return entryOrder.start(flows);
    });
    expect(refused.named('place_order')[0]?.attributes).toMatchObject({
      'order.status': 'rejected',
      'order.reject_reason': 'insufficient_balance',
    });
    const away = flowsOn({ seed: 3 }, async (flows, { orderEntry }) => {
      await orderEntry.close();
      return entryOrder.start(flows);
    });
    await expect(away).rejects.toThrow('The order entry cannot be reached: connection refused.');
  });
});
