import { describe, expect, it } from 'vitest';
import { spansAsTold } from '../test-spans';
import { FLOWS } from './index';
import { flowsOn } from './test-flows';

/** The span names of each flow, all of which it must make. */
const NAMES: Readonly<Record<string, string[]>> = {
  'order-lifecycle': [
    'order_lifecycle',
    'receive_order',
    'validate_order',
    'check_risk',
    'route_order',
    'execute_on_exchange',
    'confirm_order',
  ],
  'distributed-order': [
    'order.process',
    'order_gateway.receive',
    'risk_service.check',
    'execution_service.execute',
    'exchange.connect',
    'exchange.send_order',
    'notification_service.notify',
  ],
  'batched-orders': [
    'client_order_received',
    'order_manager_processing',
    'order_batching',
    'algorithm_processing',
    'exchange_order_send',
    'external_exchange_ws_send',
    'external_exchange_ws_recv',
    'exchange_fill_received',
    'fill_matching',
    'client_order_update',
    'order_completed',
  ],
  'client-order': [
    'POST /auth/login',
    'authenticate',
    'SELECT user',
    'generate_token',
    'POST /v1/order',
    'verify_token',
    'check_balance',
    'validate_order',
    'create_order',
    'INSERT order',
    'publish_event',
    'match_order',
    'GET /reports/positions',
  ],
  'market-data': ['ws.connect', 'market_data.session'],
  arbitrage: ['arbitrage.execute'],
  'strategy-signal': ['strategy.signal', 'client_order_received', 'order_completed'],
  'order-entry': [
    'place_order',
    'ws.connect',
    'order_entry.login',
    'order_entry.send',
    'order_entry.place_order',
    'client_order_received',
  ],
};

describe('every flow', () => {
  it.each(FLOWS.map((flow) => [flow.name, flow] as const))(
    '%s can be started by its name and makes its spans',
    async (name, flow) => {
      const { flowSpans, started, reconcile } = await flowsOn(
        { seed: 2, market: { updatesPerSecond: 10 } },
        (context) => flow.start(context),
      );
      const names = new Set(flowSpans.map((span) => span.name));
      expect(NAMES[name]?.filter((each) => !names.has(each))).toEqual([]);
      const traces = new Set(flowSpans.map((span) => span.spanContext().traceId));
      expect(started.traceIds.filter((traceId) => traceId === null || !traces.has(traceId))).toEqual([]);
      expect(started.traceIds.length).toBeGreaterThan(0);
      expect(reconcile()).toEqual([]);
    },
  );

  it('makes the same spans for the same seed, all of them one after the other', async () => {
    const run = async () => {
      const { flowSpans } = await flowsOn({ seed: 5, market: { updatesPerSecond: 10 } }, async (context) => {
        const all = { traceIds: [] as (string | null)[], orderIds: [] as string[] };
        for (const flow of FLOWS) {
          const { traceIds, orderIds } = await flow.start(context);
          all.traceIds.push(...traceIds);
          all.orderIds.push(...orderIds);
        }
        return all;
      });
      return spansAsTold(flowSpans);
    };
    expect(await run()).toEqual(await run());
  });

  it('asks for the demo user’s password once, however often it orders', async () => {
    const clientOrder = FLOWS.find(({ name }) => name === 'client-order');
    const { named } = await flowsOn({}, async (context) => {
      await clientOrder?.start(context);
      return (await clientOrder?.start(context)) ?? { traceIds: [], orderIds: [] };
    });
    expect([named('authenticate').length, named('client_order_received').length]).toEqual([1, 2]);
  });
});
