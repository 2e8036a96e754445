import { SpanKind } from '@opentelemetry/api';
import type { Service } from '../messaging/service';
import { processing } from './attributes';
import type { Topics } from './topics';

/** Tells the client that an order is done, and whichever strategy waits for it. */
export function startNotificationService(service: Service, topics: Topics): void {
  service.receive(topics.notifications, async (order) => {
    const attributes = { ...processing(topics.notifications), 'order.status': order.state };
    await service.span('notify', { kind: SpanKind.CONSUMER, attributes }, async () => {
      await service.work(1, 3);
      service.send(topics.completions, order);
    });
  });
}
