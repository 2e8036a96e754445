import { isFillpathError } from '@/lib/base/errors';
import { toMillis } from '../clock';
import type { ApiGateway } from '../services/api-gateway';
import type { Session } from '../services/topics';
import type { Flow, FlowContext, StartedFlow } from './flow';

const DEMO_USER = { username: 'demo_user', password: 'demo123' };
/** A session that ends sooner is renewed first, so that it does not end between the order and the report. */
const RENEW_MS = 60_000;

const sessions = new WeakMap<ApiGateway, Session>();

/** Logs the demo user in when nobody has, or when the session is about to end, as a trader's terminal does. */
async function tokenOf({ api, service }: FlowContext): Promise<string> {
  const known = sessions.get(api);
  if (known && Date.parse(known.expiresAt) - toMillis(service('api-gateway').clock.now()) > RENEW_MS) {
    return known.token;
  }
  const session = await api.login({}, DEMO_USER);
  sessions.set(api, session);
  return session.token;
}

async function startClientOrder(context: FlowContext): Promise<StartedFlow> {
  const { rng, api } = context;
  const token = await tokenOf(context);
  const side = rng.int(2) === 0 ? 'buy' : 'sell';
  const quantity = `0.00${1 + rng.int(9)}`;
  try {
    const { traceId, orderId } = await api.placeOrder({}, token, {
      symbol: 'BTCUSDT',
      side,
      type: 'market',
      quantity,
    });
    await api.positions({}, token);
    return { traceIds: [traceId], orderIds: [orderId] };
  } catch (error) {
    // A refused order is as good an example: its trace shows why.
    const { traceId, orderId } = isFillpathError(error) ? error.details : {};
    if (typeof traceId !== 'string' || typeof orderId !== 'string') throw error;
    return { traceIds: [traceId], orderIds: [orderId] };
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
