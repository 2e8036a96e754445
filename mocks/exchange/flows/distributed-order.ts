import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { KEEP_ATTRIBUTE } from '@/lib/telemetry/ratio-sampler';
import { recordedTrace, spanRef } from '../messaging/span-refs';
import { accept, refuse, type Verdict } from '../orders/types';
import { processing, verdictAttributes } from '../services/attributes';
import { ENTRY_MS, venueOf } from '../venues/venues';
import {
  type DirectOrder,
  directAttributes,
  drawDirectOrder,
  type Execution,
  execute,
  executedIds,
  executionAttributes,
  idsOfOrder,
  notionalOf,
} from './direct-order';
import type { Flow, FlowContext, StartedFlow } from './flow';

/** Most that a position may be worth, in whole units of the quote currency. */
export const DISTRIBUTED_LIMIT = 1_000_000;

/**
 * Four services, each of which asks the next: the trace context and the order's ids go along in each message (W3C
 * traceparent and baggage), and nothing else ties their spans together.
 */
export function startDistributedServices(context: FlowContext): void {
  const { service, flowTopics } = context;
  const gateway = service('order-gateway');
  const risk = service('risk-service');

  gateway.receive(flowTopics.gatewayReceive, (order) =>
    gateway.span(
      'order_gateway.receive',
      { kind: SpanKind.SERVER, attributes: processing(flowTopics.gatewayReceive) },
      async (span) => {
        span.addEvent('order_received', {}, gateway.clock.now());
        await gateway.work(1, 2);
        span.addEvent('order_parsed', { 'order.symbol': order.symbol }, gateway.clock.now());
        return gateway.request(flowTopics.riskCheck, order);
      },
    ),
  );

  risk.receive(flowTopics.riskCheck, (order) =>
    risk.span(
      'risk_service.check',
      { kind: SpanKind.SERVER, attributes: processing(flowTopics.riskCheck) },
      async (span): Promise<Verdict<Execution>> => {
        await risk.work(1, 4);
        const worth = notionalOf(order);
        span.setAttributes({ 'risk.notional': worth, 'risk.limit': DISTRIBUTED_LIMIT });
        if (worth > DISTRIBUTED_LIMIT) {
          const sentence = `The position would be worth ${worth}; ${DISTRIBUTED_LIMIT} is the limit. Lower the quantity.`;
          const verdict = refuse('position_limit_exceeded', sentence);
          span.setAttributes(verdictAttributes(verdict));
          // This service takes a breach of its limit for a fault of whoever let the order through.
          span.setStatus({ code: SpanStatusCode.ERROR, message: 'position_limit_exceeded' });
          return verdict;
        }
        span.addEvent('risk_check_passed', {}, risk.clock.now());
        return accept(await risk.request(flowTopics.execute, order));
      },
    ),
  );

  startExecution(context);
  startNotification(context);
}

function startExecution({ service, flowTopics, nextId }: FlowContext): void {
  const execution = service('execution-service');
  execution.receive(flowTopics.execute, (order) => {
    const venue = venueOf(order.symbol);
    const { min, max } = ENTRY_MS[venue];
    const exchangeOrderId = nextId('EXO');
    const attributes = { 'exchange.venue': venue, 'exchange.order_id': exchangeOrderId };
    const client = { kind: SpanKind.CLIENT, attributes: { 'exchange.venue': venue } };
    const settings = { kind: SpanKind.SERVER, attributes: { ...processing(flowTopics.execute), ...attributes } };
    return execution.span('execution_service.execute', settings, (span) =>
      execution.withIds({ 'exchange.order_id': exchangeOrderId }, async () => {
        await execution.span('exchange.connect', client, () => execution.work(1, 3));
        const done = await execution.span('exchange.send_order', client, async (sending): Promise<Execution> => {
          sending.addEvent('order_sent', {}, execution.clock.now());
          await execution.work(min, max);
          const done: Execution = { exchangeOrderId, ...execute({ order, venue }, () => nextId('FILL')) };
          const outcome = executionAttributes(done);
          sending.addEvent('confirmation_received', outcome, execution.clock.now());
          sending.setAttributes(outcome);
          return done;
        });
        span.setAttributes(executionAttributes(done));
        await execution.withIds(executedIds(done), () => execution.request(flowTopics.notify, done));
        return done;
      }),
    );
  });
}

function startNotification({ service, flowTopics }: FlowContext): void {
  const notification = service('notification-service');
  notification.receive(flowTopics.notify, (done) =>
    notification.span(
      'notification_service.notify',
      { kind: SpanKind.SERVER, attributes: { ...processing(flowTopics.notify), ...executionAttributes(done) } },
      async () => {
        await notification.work(1, 3);
        return null;
      },
    ),
  );
}

/** Sends one order through the four services. */
export function runDistributed({ service, flowTopics }: FlowContext, order: DirectOrder): Promise<StartedFlow> {
  const client = service('order-client');
  // The errors are to be kept whatever the ratio, and the client knows what its order is worth before the trace begins.
  const keep = notionalOf(order) > DISTRIBUTED_LIMIT ? { [KEEP_ATTRIBUTE]: true } : {};
  const settings = { kind: SpanKind.CLIENT, root: true, attributes: { ...directAttributes(order), ...keep } };
  return client.track(() =>
    client.span('order.process', settings, async (span) => {
      const verdict = await client.withIds(idsOfOrder(order), () => client.request(flowTopics.gatewayReceive, order));
      span.setAttributes(verdict.accepted ? executionAttributes(verdict.value) : verdictAttributes(verdict));
      // A client's span is in error when what it asked for failed, as HTTP's are at 4xx; the server's in between is not.
      if (!verdict.accepted) span.setStatus({ code: SpanStatusCode.ERROR, message: verdict.reject.reason });
      return { traceIds: [recordedTrace(spanRef(span))], orderIds: [order.orderId] };
    }),
  );
}

export const distributedOrder: Flow = {
  name: 'distributed-order',
  title: 'Distributed order',
  description:
    'One order through four services that pass the trace on in their messages: order.process, order_gateway.receive, ' +
    'risk_service.check, execution_service.execute with exchange.connect and exchange.send_order, ' +
    'notification_service.notify. Worth more than 1,000,000 it ends in the error position_limit_exceeded, ' +
    'and its trace is kept at any sampling ratio. Its execution is computed: it needs no book and is in no list of orders.',
  start: (context) => runDistributed(context, drawDirectOrder(context.rng, context.nextId, DISTRIBUTED_LIMIT)),
};
