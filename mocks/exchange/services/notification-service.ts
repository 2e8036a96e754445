import { SpanKind } from '@opentelemetry/api';
import type { Service } from '../messaging/service';
import { processing } from './attributes';
import type { Topics } from './topics';

/** Tells the client that an order is done. */
export function startNotificationService(service: Service, topics: Topics): void {
  service.receive(topics.notifications, async ({ state }) => {
    const attributes = { ...processing(topics.notifications), 'order.status': state };
    await service.span('notify', { kind: SpanKind.CONSUMER, attributes }, () => service.work(1, 3));
  });
}
