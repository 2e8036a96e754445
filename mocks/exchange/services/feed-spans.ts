import { type Attributes, ROOT_CONTEXT, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import type { Anomaly } from '../feed/statistics';
import type { Service } from '../messaging/service';

/** A feed tells of so many anomalies a second as spans; of the rest, only how many. */
const TOLD_A_SECOND = 5;

/** What a feed tells of: its samples and what is wrong with it, each a span and a trace of its own. */
export class FeedSpans {
  private told = { second: 0, count: 0, left: 0 };

  /** @param connection attributes of the feed's connection as it is now. */
  constructor(
    private readonly service: Service,
    private readonly connection: () => Attributes,
  ) {}

  /** One of the messages. */
  sample(attributes: Attributes): void {
    this.span('market_data.update', attributes, null);
  }

  /** Something is wrong: a span, unless there have been too many of them in this second. */
  anomaly(kind: Anomaly, attributes: Attributes): void {
    const [second] = this.service.clock.now();
    if (this.told.second !== second) this.told = { second, count: 0, left: this.told.left };
    if (++this.told.count > TOLD_A_SECOND) {
      this.told.left++;
      return;
    }
    const { left } = this.told;
    this.told.left = 0;
    this.span(`market_data.${kind}`, { ...attributes, ...(left > 0 ? { 'market_data.untold': left } : {}) }, kind);
  }

  private span(name: string, attributes: Attributes, anomaly: Anomaly | null): void {
    const settings = {
      kind: SpanKind.CONSUMER,
      attributes: {
        ...this.connection(),
        'messaging.system': 'websocket',
        'messaging.operation.type': 'process',
        ...attributes,
      },
    };
    void contexts.with(ROOT_CONTEXT, () =>
      this.service.span(name, settings, (span) => {
        if (!anomaly) return;
        span.addEvent(anomaly, attributes, this.service.clock.now());
        span.setStatus({ code: SpanStatusCode.ERROR, message: anomaly });
      }),
    );
  }
}
