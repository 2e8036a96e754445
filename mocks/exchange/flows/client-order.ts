import { isFillpathError } from '@/lib/base/errors';
import type { Rng } from '@/lib/base/rng';
import { demoSession } from './demo-session';
import type { Flow, FlowContext, StartedFlow } from './flow';

/** A small order at the market, as a client writes it. */
export function drawClientOrder(rng: Rng) {
  const side = rng.int(2) === 0 ? 'buy' : 'sell';
  return { symbol: 'BTCUSDT', side, type: 'market', quantity: `0.00${1 + rng.int(9)}` };
}

async function startClientOrder(context: FlowContext): Promise<StartedFlow> {
  const { rng, api } = context;
  const { token } = await demoSession(context);
  try {
    const { traceId, orderId } = await api.placeOrder({}, token, drawClientOrder(rng));
    await api.positions({}, token);
    return { traceIds: [traceId], orderIds: [orderId] };
  } catch (error) {
    // A refused order is as good an example: its trace shows why.
    const { traceId, orderId } = isFillpathError(error) ? error.details : {};
    if (traceId === undefined || typeof orderId !== 'string') throw error;
    return { traceIds: [typeof traceId === 'string' ? traceId : null], orderIds: [orderId] };
  }
}

export const clientOrder: Flow = {
  name: 'client-order',
  title: 'Client order',
  description:
    'Over HTTP, the demo user logs in (POST /auth/login: authenticate, SELECT user, generate_token; once, until the session ' +
    'ends), orders (POST /v1/order: verify_token, check_balance, validate_order, create_order with INSERT order and ' +
    'publish_event, then match_order) and asks for the positions (GET /reports/positions).',
  start: startClientOrder,
};
