import { type Span, SpanKind } from '@opentelemetry/api';
import { formatShort } from '../market/decimal';
import { instrumentOf } from '../market/instruments';
import type { Topic } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { recordedTrace, spanRef } from '../messaging/span-refs';
import { ACCEPTED, refuse, type Verdict } from '../orders/types';
import { processing, verdictAttributes } from '../services/attributes';
import { type VenueName, venueOf } from '../venues/venues';
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
  SLIPPAGE,
} from './direct-order';
import type { Flow, FlowContext, StartedFlow } from './flow';

/** Most that an order may be worth, in whole units of the quote currency. */
export const POSITION_LIMIT = 100_000;
const EXECUTION_MS: Readonly<Record<VenueName, number>> = { binance: 15, kraken: 25, default: 50 };

/** The services of the direct order flow. Each step takes exactly its time, so that a trace shows what was planned. */
export function startLifecycleServices({ service, flowTopics, nextId }: FlowContext): void {
  const gateway = service('order-gateway');
  const validator = service('order-validator');
  const risk = service('risk-service');
  const router = service('order-router');
  const execution = service('execution-service');

  step(gateway, flowTopics.receiveOrder, 'receive_order', 2, (_order, span) => {
    tell(gateway, span, 'order_received');
    return ACCEPTED;
  });
  step(validator, flowTopics.validateOrder, 'validate_order', 5, (order, span) => {
    const verdict = validate(order);
    span.setAttributes(verdictAttributes(verdict));
    tell(validator, span, verdict.accepted ? 'validation_passed' : 'validation_failed');
    return verdict;
  });
  step(risk, flowTopics.checkRisk, 'check_risk', 3, (order, span) => {
    const worth = notionalOf(order);
    span.setAttributes({ 'risk.notional': worth, 'risk.limit': POSITION_LIMIT });
    const verdict = worth <= POSITION_LIMIT ? ACCEPTED : tooMuch(order, worth);
    span.setAttributes(verdictAttributes(verdict));
    tell(risk, span, verdict.accepted ? 'risk_check_passed' : 'position_limit_exceeded');
    return verdict;
  });
  step(router, flowTopics.routeOrder, 'route_order', 1, (order, span) => {
    const venue = venueOf(order.symbol);
    span.setAttribute('exchange.venue', venue);
    tell(router, span, 'order_routed', { 'exchange.venue': venue });
    return { order, venue };
  });
  step(
    execution,
    flowTopics.executeOrder,
    'execute_on_exchange',
    ({ venue }) => EXECUTION_MS[venue],
    (routed, span) => {
      const exchangeOrderId = nextId('EXO');
      const done: Execution = { exchangeOrderId, ...execute(routed, () => nextId('FILL')) };
      span.setAttributes(executionAttributes(done));
      const event = done.fillId === null ? 'limit_price_not_met' : 'order_executed';
      tell(execution, span, event, { 'exec.slippage': SLIPPAGE[routed.order.side] });
      return done;
    },
  );
  step(gateway, flowTopics.confirmOrder, 'confirm_order', 3, (done, span) => {
    span.setAttributes(executionAttributes(done));
    tell(gateway, span, done.fillId === null ? 'cancel_confirmed' : 'order_confirmed');
    return null;
  });
}

/** Takes one order through all steps, one service after the other, and stops where it is refused. */
export function runLifecycle({ service, flowTopics }: FlowContext, order: DirectOrder): Promise<StartedFlow> {
  const gateway = service('order-gateway');
  const settings = { kind: SpanKind.SERVER, root: true, attributes: directAttributes(order) };
  return gateway.track(() =>
    gateway.span('order_lifecycle', settings, async (span) => {
      tell(gateway, span, 'lifecycle_started');
      await gateway.withIds(idsOfOrder(order), async () => {
        for (const topic of [flowTopics.receiveOrder, flowTopics.validateOrder, flowTopics.checkRisk]) {
          const verdict = await gateway.request(topic, order);
          if (verdict.accepted) continue;
          span.setAttributes(verdictAttributes(verdict));
          tell(gateway, span, 'order_rejected', { 'order.reject_reason': verdict.reject.reason });
          return;
        }
        const done = await gateway.request(
          flowTopics.executeOrder,
          await gateway.request(flowTopics.routeOrder, order),
        );
        await gateway.withIds(executedIds(done), () => gateway.request(flowTopics.confirmOrder, done));
        span.setAttributes(executionAttributes(done));
        tell(gateway, span, done.fillId === null ? 'order_cancelled' : 'order_completed');
      });
      return { traceIds: [recordedTrace(spanRef(span))], orderIds: [order.orderId] };
    }),
  );
}

export const orderLifecycle: Flow = {
  name: 'order-lifecycle',
  title: 'Order lifecycle',
  description:
    'One order, one service after the other: order_lifecycle with receive_order, validate_order, check_risk, route_order, ' +
    'execute_on_exchange and confirm_order. Its execution is computed, with slippage, which may take the market beyond its limit: it ' +
    'is then cancelled unfilled. Worth more than 100,000 it is rejected. It needs no book and is in no list of orders: follow its trace.',
  start: (context) => runLifecycle(context, drawDirectOrder(context.rng, context.nextId, POSITION_LIMIT)),
};

function step<Body, Answer>(
  service: Service,
  topic: Topic<Body, Answer>,
  name: string,
  ms: number | ((body: Body) => number),
  body: (message: Body, span: Span) => Answer,
): void {
  service.receive(topic, (message) =>
    service.span(name, { kind: SpanKind.SERVER, attributes: processing(topic) }, async (span) => {
      await service.clock.sleep(typeof ms === 'number' ? ms : ms(message));
      return body(message, span);
    }),
  );
}

/** What such a service would write into its log. */
function tell(service: Service, span: Span, event: string, attributes: Record<string, string | number> = {}): void {
  span.addEvent(event, attributes, service.clock.now());
}

function validate({ symbol, lots }: DirectOrder): Verdict {
  const { maxLots, lotDecimals } = instrumentOf(symbol);
  if (Number.isInteger(lots) && lots > 0 && lots <= maxLots) return ACCEPTED;
  const most = formatShort(maxLots, lotDecimals);
  return refuse('bad_quantity', `An order of ${symbol} must ask for more than nothing and for ${most} at most.`);
}

function tooMuch({ symbol }: DirectOrder, worth: number): Verdict {
  const { quote } = instrumentOf(symbol);
  return refuse(
    'position_limit_exceeded',
    `The order is worth ${worth} ${quote}; a position may be worth ${POSITION_LIMIT} at most. Lower the quantity.`,
  );
}
