import { expect, it } from 'vitest';
import { testExchange } from '../test-support';
import type { SimulatedOrder } from './order-source';
import { Refusals } from './refusals';
import { SimulatedClients } from './simulated-clients';

const RESTING: SimulatedOrder = {
  client: 0,
  terms: { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: 6_000_000, lots: 10 },
  cancelAfterMs: 1,
};

async function loggedIn() {
  const { settled, flows, ...exchange } = await testExchange();
  const { submitOrders } = flows;
  const onFault = (error: unknown) => expect.fail(String(error));
  const clients = new SimulatedClients({ ...exchange, submitOrders, onFault });
  await settled(clients.ready());
  const expire = () => settled(exchange.clock.sleep(12 * 3_600_000 + 1_000));
  return { ...exchange, clients, settled, expire };
}

it('simulated clients log in anew before their tokens expire', async () => {
  const { clients, settled, expire } = await loggedIn();
  await expire();
  const refusals = new Refusals();
  await settled(clients.trade(RESTING, refusals));
  expect([refusals.list(), clients.pending]).toEqual([[], 1]);
});

it('simulated clients that send many orders together, without tokens, go on cancelling beyond twelve hours', async () => {
  const { clients, settled, expire, openOrders } = await loggedIn();
  await expire();
  const refusals = new Refusals();
  await settled(clients.tradeMany([RESTING], refusals));
  expect(refusals.list()).toEqual([]);
  await settled(clients.cancelDue(true));
  expect([openOrders(), clients.pending]).toEqual([0, 0]);
});
