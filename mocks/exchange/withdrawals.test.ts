import { SpanStatusCode } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { isFillpathError } from '@/lib/base/errors';
import { PAIRS, runArbitrage } from './flows/arbitrage';
import { runSignal } from './flows/strategy-signal';
import { instrumentOf } from './market/instruments';
import type { Channel } from './messaging/channel';
import type { Envelope } from './messaging/envelope';
import { byName, type testExchange as start, testExchange, traceTexts } from './test-support';

type Exchange = Awaited<ReturnType<typeof start>>;
type ReplyTo<Answer> = NonNullable<Envelope<never, Answer>['replyTo']>;

const MARKET = { symbol: 'BTCUSDT', side: 'buy', type: 'market', quantity: '0.001' };
/** Far below the market, so that it waits. */
const RESTING = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '60000.00', quantity: '0.001' };
const LATE_MS = 12_000;

/** What is sent to this channel arrives so much later. */
function delay<Message>({ clock }: Exchange, channel: Channel<Message>, ms: number): void {
  const send = channel.send.bind(channel);
  channel.send = (message) => void clock.after(ms, () => send(message));
}

/** The span does its work at once and then takes its time, so that the answer is late. */
function answerLate({ seams }: Exchange, service: string, span: string): void {
  seams.services.plant(service, span, async ({ clock }, body) => {
    const result = await body();
    await clock.sleep(LATE_MS);
    return result;
  });
}

/** One answer comes so much later than the others. */
function answerLater<Answer>({ clock }: Exchange, { channel, correlationId }: ReplyTo<Answer>): void {
  const answer = channel.send.bind(channel);
  channel.send = (reply) => {
    if (reply.correlationId === correlationId) clock.after(LATE_MS, () => answer(reply));
    else answer(reply);
  };
}

function addsUp(exchange: Exchange): void {
  expect(exchange.faults).toEqual([]);
  expect(exchange.reconcile()).toEqual([]);
  expect([exchange.openOrders(), exchange.inFlight()]).toEqual([0, 0]);
}

async function refused(exchange: Exchange, body: unknown) {
  const [answer] = await exchange.place({ token: exchange.tokens.user, body });
  if (!isFillpathError(answer)) throw new Error('The order was accepted');
  const { orderId } = answer.details as { orderId: string };
  return { kind: answer.kind, sentence: answer.message.replaceAll(orderId, 'X'), orderId, details: answer.details };
}

const told = ({ states }: Exchange) => states.map(({ state, reason }) => [state, reason]);

describe('an order whose creation is not answered in time', () => {
  it('is never created when the request comes after that: nothing goes to a venue, and its reserve is free', async () => {
    const exchange = await testExchange();
    delay(exchange, exchange.flows.topics.createOrder, LATE_MS);
    const { kind, sentence, orderId, details } = await refused(exchange, MARKET);
    expect([kind, sentence]).toEqual([
      'unavailable',
      'The creation of the order was not confirmed. Order X was withdrawn: it never came to a venue. You may send it again.',
    ]);
    expect(told(exchange)).toEqual([['rejected', 'It was not created in time, so it was withdrawn.']]);
    expect(await exchange.settled(exchange.gateway.order(exchange.tokens.user, orderId))).toMatchObject({
      state: 'rejected',
    });
    addsUp(exchange);

    const spans = exchange.spans();
    expect(byName(spans, 'order_batching')).toEqual([]);
    const [received] = byName(spans, 'client_order_received');
    expect(received?.status).toEqual({
      code: SpanStatusCode.ERROR,
      message: expect.stringContaining('never came to a venue'),
    });
    expect(details).toMatchObject({ reason: 'withdrawn', traceId: received?.spanContext().traceId });
    expect(received?.attributes).toMatchObject({ 'order.status': 'rejected', 'order.reject_reason': 'withdrawn' });
    // The trace has both: the withdrawal, and the creation that came too late.
    const lines = traceTexts(spans, ['order.status', 'order.reject_reason', 'wallet.was_reserved'])[0] ?? [];
    expect(lines.slice(-7)).toEqual([
      '  order-manager withdraw_order server rejected',
      '    order-manager SELECT order client',
      '    order-manager INSERT order client',
      '    wallet-service release_funds server true',
      '      wallet-service UPDATE wallet client',
      '  order-manager order_manager_processing server rejected withdrawn',
      '    order-manager create_order internal rejected withdrawn',
    ]);
    for (const span of spans.filter(({ name }) => name !== 'verify_token')) {
      expect([span.name, span.attributes['order.id']]).toEqual([span.name, orderId]);
    }
  });

  it('is cancelled when it was created and waits at its venue', async () => {
    const exchange = await testExchange();
    answerLate(exchange, 'order-manager', 'order_manager_processing');
    const { sentence } = await refused(exchange, RESTING);
    expect(sentence).toContain('Order X was withdrawn and is being cancelled');
    expect(exchange.states[0]?.state).toBe('accepted');
    expect(told(exchange).at(-1)).toEqual(['cancelled', 'It was not created in time, so the rest was withdrawn.']);
    addsUp(exchange);
  });

  it('is told to be filled when it was before it could be withdrawn', async () => {
    const exchange = await testExchange();
    answerLate(exchange, 'order-manager', 'order_manager_processing');
    const { sentence } = await refused(exchange, MARKET);
    expect(sentence).toContain('Order X could not be withdrawn: it is filled already.');
    addsUp(exchange);
  });

  it('is withdrawn later when the order-manager answers nothing for a while, and its sender is told so', async () => {
    const exchange = await testExchange();
    const heal = exchange.seams.services.silence('order-manager');
    exchange.clock.after(25_000, heal);
    const { sentence } = await refused(exchange, MARKET);
    expect(sentence).toContain('Whether order X exists is not known; it is being withdrawn.');
    expect(told(exchange).map(([state]) => state)).toEqual(['rejected']);
    addsUp(exchange);
    // Sent again at 20 and 30 s.
    const [again] = byName(exchange.spans(), 'withdraw_again');
    expect([again?.attributes['retry.attempt'], again?.status.code]).toEqual([3, SpanStatusCode.UNSET]);
  });

  it('keeps its reserve when nobody ever says whether it exists, and the trace says that it was given up', async () => {
    const exchange = await testExchange();
    exchange.seams.services.silence('order-manager');
    await refused(exchange, MARKET);
    const [again] = byName(exchange.spans(), 'withdraw_again');
    expect(again?.status.message).toContain('orders.withdraw was silent');
    expect([exchange.faults, exchange.inFlight()]).toEqual([[], 0]);
    expect(exchange.reconcile()).toEqual([expect.stringContaining('What is reserved of USR-1 USDT')]);
  });
});

describe('orders that come together and are not answered in time', () => {
  const orders = [1, 2, 3].map((lots) => {
    return { userId: 'SIM-01', symbol: 'BTCUSDT', side: 'buy', type: 'market', price: null, lots } as const;
  });

  it('are never created, and each is told so', async () => {
    const exchange = await testExchange();
    delay(exchange, exchange.flows.topics.reserveMany, LATE_MS);
    const answers = await exchange.settled(exchange.flows.submitOrders(orders));
    expect(answers.map(({ reject }) => reject?.reason)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    expect(told(exchange).map(([state]) => state)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(byName(exchange.spans(), 'order_batching')).toEqual([]);
    expect(exchange.faults.splice(0)).toEqual([expect.stringContaining('wallets.reserve-many was silent')]);
    addsUp(exchange);
    // Also what never got anywhere has ended, and says why.
    const ended = byName(exchange.spans(), 'order_manager_processing');
    expect(ended.map(({ status }) => status.message)).toEqual(Array(3).fill(expect.stringContaining('was silent')));
  });

  it('are never created when the request comes after that', async () => {
    const exchange = await testExchange();
    delay(exchange, exchange.flows.topics.createMany, LATE_MS);
    const answers = await exchange.settled(exchange.flows.submitOrders(orders));
    expect(answers.map(({ reject }) => reject?.reason)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    const late = byName(exchange.spans(), 'order_manager_processing');
    expect(late.map(({ attributes }) => attributes['order.reject_reason'])).toEqual(Array(3).fill('withdrawn'));
    addsUp(exchange);
  });

  it('are cancelled when they were created all the same, and each is told what became of it', async () => {
    const exchange = await testExchange();
    const { createMany } = exchange.flows.topics;
    const send = createMany.send.bind(createMany);
    createMany.send = (message) => {
      if (message.replyTo) answerLater(exchange, message.replyTo);
      send(message);
    };
    const resting = {
      userId: 'SIM-01',
      symbol: 'BTCUSDT',
      side: 'buy',
      type: 'limit',
      price: 6_000_000,
      lots: 100,
    } as const;
    const answers = await exchange.settled(exchange.flows.submitOrders([...orders, resting]));
    expect(answers.map(({ reject }) => reject?.sentence.replaceAll(/ORD-\S+/g, 'X').split('. ')[1])).toEqual([
      ...Array(3).fill('Order X could not be withdrawn: it is filled already.'),
      'Order X was withdrawn and is being cancelled; some of it may be filled before that',
    ]);
    const received = byName(exchange.spans(), 'client_order_received');
    expect(received.map(({ attributes }) => attributes['order.status'])).toEqual([
      'filled',
      'filled',
      'filled',
      'accepted',
    ]);
    expect(told(exchange).at(-1)).toEqual(['cancelled', 'It was not created in time, so the rest was withdrawn.']);
    addsUp(exchange);
  });
});

describe('the orders of a signal', () => {
  it('are known to the strategy also when they had to be withdrawn', async () => {
    const exchange = await testExchange();
    delay(exchange, exchange.flows.topics.createMany, LATE_MS);
    const quote = () => ({ bid: 1, ask: 2, atUnixNano: '1800000000000000000', sequence: 1, ageMs: 1 });
    const started = await exchange.settled(runSignal({ ...exchange.flows, quote }, 'BTCUSDT'));
    expect(told(exchange).map(([state]) => state)).toEqual(['rejected', 'rejected']);
    expect(exchange.states.map(({ orderId }) => orderId)).toEqual(started.orderIds);
    addsUp(exchange);
  });
});

describe('what was reserved', () => {
  it.each(['before', 'after'])('is free again when the answer came too late, reserved %s the release', async (when) => {
    const exchange = await testExchange();
    if (when === 'before') answerLate(exchange, 'wallet-service', 'check_balance');
    else delay(exchange, exchange.flows.topics.checkBalance, LATE_MS);
    const [answer] = await exchange.place({ token: exchange.tokens.user, body: RESTING });
    expect((answer as Error).message).toContain('wallets.check-balance was silent');
    const [released] = byName(exchange.spans(), 'release_funds');
    expect(released?.attributes['wallet.was_reserved']).toBe(when === 'before');
    addsUp(exchange);
  });
});

describe('a leg of an arbitrage whose creation is not answered in time', () => {
  it('counts with what it traded all the same', async () => {
    const exchange = await testExchange();
    answerLate(exchange, 'order-manager', 'order_manager_processing');
    const quote = (_venue: string, symbol: string) => {
      const { referencePrice, quoting } = instrumentOf(symbol);
      const top = { bid: referencePrice, ask: referencePrice + quoting.stepTicks };
      return { ...top, atUnixNano: '1800000000000000000', sequence: 1, ageMs: 1 };
    };
    const [pair] = PAIRS as [(typeof PAIRS)[number]];
    await exchange.settled(runArbitrage({ ...exchange.flows, quote }, pair, 2_000));
    const legs = byName(exchange.spans(), 'arbitrage.leg');
    expect(legs.map(({ status }) => status.message)).toEqual(
      Array(2).fill(expect.stringContaining('is filled already')),
    );
    const [root] = byName(exchange.spans(), 'arbitrage.execute');
    expect(root?.attributes).toMatchObject({ 'arbitrage.success': true, 'arbitrage.profit': 0.18 });
    addsUp(exchange);
  });
});
