import { ApiError, apiFetch } from '@/lib/api/fetch';
import type { Order } from '@/lib/api/order-contract';
import { keepSession, keptSession } from './kept-sessions';

/** A client of the mock exchange, with the password that its README publishes. */
export interface DemoClient {
  readonly username: string;
  readonly password: string;
}

export const DEMO_CLIENTS: readonly [DemoClient, ...DemoClient[]] = [
  { username: 'demo_user', password: 'demo123' },
  { username: 'demo_fund', password: 'demo123' },
];

export interface Session {
  readonly token: string;
  readonly userId: string;
}

/** A new order as `POST /v1/order` takes it. Prices and quantities are decimal strings. */
export interface NewOrder {
  readonly symbol: string;
  readonly side: Order['side'];
  readonly type: Order['type'];
  /** Of a limit order only. */
  readonly price?: string;
  readonly quantity: string;
  /** Left out where it is what an order of this type is good for anyway. */
  readonly timeInForce?: Order['timeInForce'];
  readonly clientOrderId: string;
}

/** What became of an order. A refusal is an answer of the exchange, not a failure. */
export type PlacedOrder =
  | { readonly kind: 'accepted'; readonly order: Order }
  | { readonly kind: 'rejected'; readonly reason: string; readonly detail: string };

const UNAUTHORIZED = 401;

const sessions = new Map<string, Promise<Session>>();

/** Runs `work` with the client's session; once more after a new login when the token is no longer accepted. */
export async function withSession<T>(client: DemoClient, work: (session: Session) => Promise<T>): Promise<T> {
  const session = sessionOf(client);
  try {
    return await work(await session);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== UNAUTHORIZED) throw error;
    // Of several requests that were refused, the first has logged in again already.
    if (sessions.get(client.username) === session) {
      sessions.delete(client.username);
      keepSession(client.username, null);
    }
    return work(await sessionOf(client));
  }
}

function sessionOf(client: DemoClient): Promise<Session> {
  const known = sessions.get(client.username);
  if (known) return known;
  const kept = keptSession(client.username);
  const session = kept ? Promise.resolve(kept) : login(client);
  sessions.set(client.username, session);
  session.catch(() => sessions.delete(client.username));
  return session;
}

/** `headers` carry the trace context. @throws ApiError when the exchange fails or does not answer. */
export async function placeOrder(
  session: Session,
  order: NewOrder,
  headers: Readonly<Record<string, string>>,
): Promise<PlacedOrder> {
  try {
    const response = await apiFetch('/v1/order', {
      method: 'POST',
      headers: { ...headers, ...bearer(session), 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
    return { kind: 'accepted', order: (await response.json()) as Order };
  } catch (error) {
    // A token that is no longer accepted is not a judgement on the order.
    if (!(error instanceof ApiError) || error.status === UNAUTHORIZED) throw error;
    const reason = error.problem?.['reason'];
    if (typeof reason !== 'string') throw error;
    return { kind: 'rejected', reason, detail: error.message };
  }
}

async function login({ username, password }: DemoClient): Promise<Session> {
  const response = await apiFetch('/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  const session = (await response.json()) as Session;
  keepSession(username, session);
  return session;
}

function bearer(session: Session): Record<string, string> {
  return { authorization: `Bearer ${session.token}` };
}
