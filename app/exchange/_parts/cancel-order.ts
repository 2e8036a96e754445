import { DEMO_CLIENTS, withSession } from '@/components/exchange/exchange-client';
import { apiFetch } from '@/lib/api/fetch';
import type { Order } from '@/lib/api/order-contract';

/** The user ids that this page can act for. Logs in where that has not been done. @throws ApiError */
export function demoUserIds(): Promise<string[]> {
  return Promise.all(DEMO_CLIENTS.map((client) => withSession(client, (session) => Promise.resolve(session.userId))));
}

/**
 * Asks for an order of one of the demo clients to be cancelled; the answer is the order as it is, which may still be filled
 * before the venue hears of it. @throws ApiError, also when nothing is left to cancel.
 */
export async function cancelOrder({ orderId, userId }: Order): Promise<Order> {
  const userIds = await demoUserIds();
  const client = DEMO_CLIENTS[userIds.indexOf(userId)];
  if (!client) throw new Error(`${orderId} belongs to ${userId}, whom this page cannot act for.`);
  return withSession(client, async ({ token }) => {
    const response = await apiFetch(`/v1/order/${encodeURIComponent(orderId)}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    });
    return (await response.json()) as Order;
  });
}
