import { SpanKind } from '@opentelemetry/api';
import { FillpathError } from '@/lib/base/errors';
import { contexts } from '@/lib/telemetry/service-provider';
import { inject } from '../messaging/envelope';
import { recordedTrace, spanRef } from '../messaging/span-refs';
import { drawClientOrder } from './client-order';
import { demoSession } from './demo-session';
import { EntrySession } from './entry-session';
import type { Flow, FlowContext, StartedFlow } from './flow';

const CHANNEL = {
  'ws.channel': 'order_entry',
  'network.transport': 'tcp',
  'network.protocol.name': 'websocket',
};

/** A client that is traced itself: connects, logs in, sends one order, and takes its spans' context along in each message. */
export async function runEntryOrder(context: FlowContext): Promise<StartedFlow> {
  const { service, rng, nextId, dialEntry } = context;
  const client = service('entry-client');
  const { token, userId } = await demoSession(context);
  const order = { ...drawClientOrder(rng), clientOrderId: nextId('CLI') };
  const attributes = {
    'client.order_id': order.clientOrderId,
    'user.id': userId,
    'order.symbol': order.symbol,
    'order.side': order.side,
  };
  const clientSide = { kind: SpanKind.CLIENT, attributes: CHANNEL };

  const connect = () =>
    client.span('ws.connect', clientSide, async (span) => {
      const tell = (state: string) => span.addEvent(state, {}, client.clock.now());
      tell('Connecting');
      const session = await EntrySession.open(client.clock, dialEntry);
      const { address, port } = session.peer;
      span.setAttributes({ 'network.peer.address': address, 'network.peer.port': port });
      tell('Connected');
      try {
        const answer = await session.ask({ type: 'login', token, ...traceContext() });
        if (answer.type !== 'logged_in') throw refused(answer);
      } catch (error) {
        session.close();
        throw error;
      }
      tell('Authenticated');
      return session;
    });

  return client.track(() =>
    client.span('place_order', { kind: SpanKind.INTERNAL, root: true, attributes }, async (span) => {
      const session = await connect();
      const send = () => session.ask({ type: 'place_order', requestId: 1, order, ...traceContext() });
      const answer = await client.span('order_entry.send', clientSide, send).finally(() => session.close());
      const traceId = recordedTrace(spanRef(span));
      if (answer.type === 'accepted') {
        const { orderId, state } = answer.order;
        span.setAttributes({ 'order.id': orderId, 'order.status': state });
        return { traceIds: [traceId], orderIds: [orderId] };
      }
      if (answer.type !== 'rejected') throw refused(answer);
      const { orderId, reason } = answer;
      span.setAttributes({ 'order.status': 'rejected', 'order.reject_reason': reason });
      return { traceIds: [traceId], orderIds: orderId ? [orderId] : [] };
    }),
  );
}

/** The active span, as it travels in a message. */
function traceContext(): { traceparent?: string; tracestate?: string } {
  const { baggage: _, ...trace } = inject(contexts.active());
  return trace;
}

function refused(answer: { readonly type: string; readonly text?: string }): FillpathError {
  return new FillpathError('unavailable', `The order entry answered ${answer.type}: ${answer.text ?? ''}`);
}

export const entryOrder: Flow = {
  name: 'order-entry',
  title: 'Order entry over WebSocket',
  description:
    'A client that is traced itself connects to the order entry, logs in (ws.connect, order_entry.login) and sends one order ' +
    '(place_order, order_entry.send) with the trace context in the message, so that order_entry.place_order and ' +
    'client_order_received are in the client’s own trace.',
  start: runEntryOrder,
};
