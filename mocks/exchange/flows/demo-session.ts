import { toMillis } from '../clock';
import type { ApiGateway } from '../services/api-gateway';
import type { Session } from '../services/topics';
import type { FlowContext } from './flow';

const DEMO_USER = { username: 'demo_user', password: 'demo123' };
/** A session that ends sooner is renewed first, so that it does not end between the order and the report. */
const RENEW_MS = 60_000;

const sessions = new WeakMap<ApiGateway, Promise<Session>>();

/** Logs the demo user in when nobody has, or when the session is about to end, as a trader's terminal does. */
export async function demoSession({ api, service }: Pick<FlowContext, 'api' | 'service'>): Promise<Session> {
  const latest = sessions.get(api);
  if (latest) {
    const known = await latest.catch(() => null);
    const nowMs = toMillis(service('api-gateway').clock.now());
    if (known && Date.parse(known.expiresAt) - nowMs > RENEW_MS) return known;
  }
  const asked = api.login({}, DEMO_USER);
  sessions.set(api, asked);
  return asked;
}
