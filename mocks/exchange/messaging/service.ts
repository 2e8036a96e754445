import {
  type Attributes,
  type Context,
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { Rng } from '@/lib/base/rng';
import { contexts } from '@/lib/telemetry/service-provider';
import type { Clock } from '../clock';
import { correlationIds } from './correlation';
import { type Carrier, type Envelope, extract, inject, type Reply, type Topic, withBaggage } from './envelope';
import { Replies } from './replies';
import type { ServiceFaults } from './service-faults';
import type { Traffic } from './traffic';

export interface ServiceParts {
  readonly tracer: Tracer;
  readonly clock: Clock;
  readonly rng: Rng;
  readonly traffic: Traffic;
  /** Told of every message whose handling broke, which is a defect. */
  readonly onFault: (service: string, error: unknown) => void;
  /** What has been planted; nothing when left out. */
  readonly faults?: ServiceFaults;
}

export interface SpanSettings {
  readonly kind: SpanKind;
  readonly attributes?: Attributes;
  readonly links?: Link[];
  /** Begins a trace of its own: fan-in has many causes, so they are links and none is the parent. */
  readonly root?: boolean;
}

/** What every service is made of: spans, messages, simulated work. Services know each other's topics, nothing else. */
export class Service {
  private readonly replies: Replies;

  constructor(
    readonly name: string,
    private readonly parts: ServiceParts,
  ) {
    this.replies = new Replies(name, parts.clock);
  }

  get clock(): Clock {
    return this.parts.clock;
  }

  get rng(): Rng {
    return this.parts.rng;
  }

  /** Work that takes real time, as long as chance wants. */
  work(minMs = 1, maxMs = 5): Promise<void> {
    return this.clock.sleep(minMs + this.rng.next() * (maxMs - minMs));
  }

  /** Runs `body` inside a span, child of the active one. An exception marks it as an error and goes on. */
  async span<Result>(
    name: string,
    settings: SpanSettings,
    body: (span: Span) => Result | Promise<Result>,
  ): Promise<Result> {
    const parent = contexts.active();
    const span = this.startSpan(name, settings, parent);
    const around = this.parts.faults?.around(this.name, name);
    try {
      return await contexts.with(trace.setSpan(parent, span), () =>
        around ? around(this, async () => body(span)) : body(span),
      );
    } catch (error) {
      this.markFailed(span, error);
      throw error;
    } finally {
      span.end(this.clock.now());
    }
  }

  /**
   * A span for a call that does not wait and makes no spans itself, such as a database's. Only inside another span: whoever
   * works untraced also calls untraced.
   */
  callSpan<Result>(name: string, settings: SpanSettings, body: (span?: Span) => Result): Result {
    const parent = contexts.active();
    if (!trace.getSpanContext(parent)) return body();
    const span = this.startSpan(name, settings, parent);
    try {
      return body(span);
    } catch (error) {
      this.markFailed(span, error);
      throw error;
    } finally {
      span.end(this.clock.now());
    }
  }

  /**
   * A span that its caller ends by {@link endSpan}: for work on many orders at once, each with a span in a trace of its own.
   * Nothing becomes active. @param parent its context, baggage included.
   */
  openSpan(name: string, settings: SpanSettings, parent: Context): Span {
    return this.startSpan(name, settings, parent);
  }

  /** Ends a span of {@link openSpan}; with an error when one is given. */
  endSpan(span: Span, error?: unknown): void {
    if (error !== undefined) this.markFailed(span, error);
    span.end(this.clock.now());
  }

  /** Runs `body` with these ids in its baggage, and so on the spans and in the messages that it makes. */
  withIds<Result>(ids: Readonly<Record<string, string | undefined>>, body: () => Result): Result {
    return contexts.with(withBaggage(contexts.active(), ids), body);
  }

  send<Body>(topic: Topic<Body>, body: Body): void {
    this.deliver(topic, body, inject(contexts.active()));
  }

  /** Puts a message that came from outside this process into a topic, in the context that it came with. */
  deliver<Body>(topic: Topic<Body>, body: Body, carrier: Carrier): void {
    topic.send({ carrier, body, replyTo: null });
    this.parts.traffic.began();
  }

  /** Tells of a defect that no message's handling and no caller can be told of. */
  fault(error: unknown): void {
    this.parts.onFault(this.name, error);
  }

  /** Sends and waits ten seconds for the answer, or `timeoutMs`. @throws Error when the other broke; FillpathError when silent. */
  request<Body, Answer>(topic: Topic<Body, Answer>, body: Body, timeoutMs?: number): Promise<Answer> {
    const send = (replyTo: Envelope<Body, Answer>['replyTo']) => {
      topic.send({ carrier: inject(contexts.active()), body, replyTo });
      this.parts.traffic.began();
    };
    return this.replies.request(topic.name, send, timeoutMs);
  }

  /**
   * Handles every message of a topic, each in the context that it carries and at the same time as the others; those with
   * the same `key` one after the other, as they came. What the handler returns is the answer to a request.
   */
  receive<Body, Answer>(
    topic: Topic<Body, Answer>,
    handler: (body: Body) => Answer | Promise<Answer>,
    key?: (body: Body) => string,
  ): void {
    const last = new Map<string, Promise<void>>();
    const take = async () => {
      for await (const envelope of topic) {
        if (!key) {
          void this.handle(envelope, handler);
          continue;
        }
        const queue = key(envelope.body);
        const turn = (last.get(queue) ?? Promise.resolve())
          .then(() => this.handle(envelope, handler))
          .then(() => {
            if (last.get(queue) === turn) last.delete(queue);
          });
        last.set(queue, turn);
      }
    };
    void take();
  }

  /**
   * The same, but not asynchronous: each message is dealt with before its sender goes on, in the context that it carries. For
   * handlers that neither wait nor answer.
   */
  receiveNow<Body>(topic: Topic<Body>, handler: (body: Body) => void): void {
    topic.drain(({ carrier, body }) => {
      try {
        if (this.parts.faults?.isSilent(this.name)) return;
        contexts.with(extract(ROOT_CONTEXT, carrier), () => handler(body));
      } catch (error) {
        this.parts.onFault(this.name, error);
      } finally {
        this.parts.traffic.ended();
      }
    });
  }

  /** Work that is not the handling of a message; a stop waits for it as well. */
  async track<Result>(work: () => Promise<Result>): Promise<Result> {
    this.parts.traffic.began();
    try {
      return await work();
    } finally {
      this.parts.traffic.ended();
    }
  }

  /** The same for work that nobody awaits. */
  async background(work: () => Promise<void>): Promise<void> {
    try {
      await this.track(work);
    } catch (error) {
      this.parts.onFault(this.name, error);
    }
  }

  /** Ends the service's own reply channel. */
  close(): void {
    this.replies.close();
  }

  private startSpan(name: string, { attributes, ...options }: SpanSettings, parent: Context): Span {
    return this.parts.tracer.startSpan(
      name,
      { ...options, attributes: { ...correlationIds(parent), ...attributes }, startTime: this.clock.now() },
      parent,
    );
  }

  private markFailed(span: Span, error: unknown): void {
    span.recordException(error instanceof Error ? error : String(error), this.clock.now());
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
  }

  private async handle<Body, Answer>(
    { carrier, body, replyTo }: Envelope<Body, Answer>,
    handler: (body: Body) => Answer | Promise<Answer>,
  ): Promise<void> {
    if (this.parts.faults?.isSilent(this.name)) {
      this.parts.traffic.ended();
      return;
    }
    const result = await this.resultOf(() => contexts.with(extract(ROOT_CONTEXT, carrier), () => handler(body)));
    // Of a caller that was closed meanwhile nobody waits for the answer.
    if (replyTo && !replyTo.channel.isClosed) replyTo.channel.send({ correlationId: replyTo.correlationId, result });
    this.parts.traffic.ended();
  }

  private async resultOf<Answer>(work: () => Answer | Promise<Answer>): Promise<Reply<Answer>['result']> {
    try {
      return { ok: true, answer: await work() };
    } catch (error) {
      this.parts.onFault(this.name, error);
      return { ok: false, failed: error instanceof Error ? error.message : String(error) };
    }
  }
}
