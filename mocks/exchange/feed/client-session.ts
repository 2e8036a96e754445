import { type Attributes, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import { toMillis } from '../clock';
import type { Service } from '../messaging/service';
import { linkTo, type SpanRef, spanRef } from '../messaging/span-refs';
import { type BackoffLimits, backoffMs } from './backoff';
import { nextState, type SessionEvent, type SessionState } from './session-state';
import { CLOSE, type Connection, type Frame, type Handlers } from './transport';

export interface SessionTimings extends BackoffLimits {
  /** From dialling to the end of the logon. */
  readonly handshakeMs: number;
  /** Either side says something at least this often; twice as long without a word, and the connection is given up. */
  readonly heartbeatMs: number;
  /** A venue that has not let us in for so long, and cannot even be dialled, is taken for gone. */
  readonly giveUpMs: number;
}

export interface SessionParts {
  readonly service: Service;
  readonly venue: string;
  readonly channel: 'orders' | 'market';
  readonly timings: SessionTimings;
  dial(handlers: Handlers): Promise<Connection>;
  /** The connection is open: log on. What comes back goes to {@link SessionParts.frame}, which calls {@link ClientSession.welcomed}. */
  open(): void;
  frame(frame: Frame): void;
  /** After the welcome, inside the span ws.connect: what else has to be done, until it is `ready`. */
  authenticated(span: Span): void;
  heartbeat(): string;
  heartbeatMissed(): void;
  /** An established connection ended. It will be tried again. */
  down(reason: string): void;
  /** The venue is taken for gone. It is tried on, ever more seldom. */
  lost(): void;
}

/**
 * Keeps one connection to a venue alive: dials, logs on, watches the heartbeats, and comes back with exponential back-off.
 * A span `ws.connect` covers each attempt from dialling until it is ready, with an event for each state; the end of an
 * established connection is a span `ws.disconnect` with a link to it, so that neither stays open for hours.
 */
export class ClientSession {
  private current: SessionState = 'Disconnected';
  private connection: Connection | null = null;
  /** Counts attempts, so that events of an old connection do not disturb the next. */
  private generation = 0;
  private attempt = 0;
  private gone = false;
  /** null while the venue has let us in. */
  private outSinceMs: number | null = null;
  private closed = false;
  private lastFrameMs = 0;
  private cancelTimer = () => {};
  private finish: ((reason: string | null) => void) | null = null;
  private span: Span | null = null;
  private lastConnect: SpanRef | null = null;
  /** Why there is no connection. */
  reason = 'not yet connected';

  constructor(private readonly parts: SessionParts) {}

  get state(): SessionState {
    return this.current;
  }

  /** How long it still makes sense to wait for the venue, in ms: {@link SessionTimings.giveUpMs} from the break, or the start. */
  get patienceMs(): number {
    if (this.gone) return 0;
    const { giveUpMs } = this.parts.timings;
    return this.outSinceMs === null ? giveUpMs : Math.max(0, this.outSinceMs + giveUpMs - this.nowMs());
  }

  get attributes(): Attributes {
    const { peer } = this.connection ?? {};
    return {
      'exchange.venue': this.parts.venue,
      'ws.channel': this.parts.channel,
      'network.transport': 'tcp',
      'network.protocol.name': 'websocket',
      ...(peer ? { 'network.peer.address': peer.address, 'network.peer.port': peer.port } : {}),
    };
  }

  start(): void {
    contexts.with(ROOT_CONTEXT, () => void this.connect());
  }

  send(text: string): void {
    this.connection?.send(text);
  }

  /** The venue has let us in. */
  welcomed(): void {
    if (!this.enter('welcome')) return;
    this.reason = '';
    this.attempt = 0;
    this.outSinceMs = null;
    this.gone = false;
    if (this.span) this.parts.authenticated(this.span);
  }

  /** Everything is asked for and confirmed: ends the span ws.connect. */
  ready(): void {
    if (this.parts.channel === 'market') this.enter('subscribed');
    if (this.span) this.lastConnect = spanRef(this.span);
    this.settle(null);
    this.watch();
  }

  /** Ends the connection, which is then tried again. */
  drop(code: number, reason: string): void {
    const { connection, generation } = this;
    connection?.close(code, reason);
    // A peer that is silent does not answer the close either.
    this.onClose(generation, code, reason);
  }

  /** Ends the connection for good. */
  close(): void {
    this.closed = true;
    this.cancelTimer();
    this.generation++;
    this.connection?.close(CLOSE.normal, 'stopping');
    this.settle('stopping');
    this.current = 'Disconnected';
    this.reason = 'stopped';
  }

  private async connect(): Promise<void> {
    const { service, timings } = this.parts;
    const generation = ++this.generation;
    this.outSinceMs ??= this.nowMs();
    const attributes = { ...this.attributes, 'ws.attempt': this.attempt + 1 };
    const links = this.lastConnect ? [linkTo(this.lastConnect, { 'ws.relation': 'previous_connection' })] : [];
    await service.span('ws.connect', { kind: SpanKind.CLIENT, links, attributes }, async (span) => {
      this.span = span;
      this.event(span, 'Disconnected', this.reason);
      this.enter('dial');
      const done = new Promise<string | null>((resolve) => {
        this.finish = resolve;
      });
      this.cancelTimer = service.clock.background(timings.handshakeMs, () =>
        this.drop(CLOSE.handshake, 'the venue did not answer the logon in time'),
      );
      await this.dial(generation);
      const failure = await done;
      if (failure !== null && failure !== 'stopping') span.setStatus({ code: SpanStatusCode.ERROR, message: failure });
    });
  }

  private async dial(generation: number): Promise<void> {
    const handlers: Handlers = {
      message: (frame) => {
        if (generation !== this.generation) return;
        this.lastFrameMs = this.nowMs();
        this.parts.frame(frame);
      },
      close: (code, reason) => this.onClose(generation, code, reason || `closed with ${code}`),
    };
    try {
      const connection = await this.parts.dial(handlers);
      if (generation !== this.generation) {
        connection.close(CLOSE.goingAway, 'too late');
        return;
      }
      this.connection = connection;
      this.span?.setAttributes(this.attributes);
      this.lastFrameMs = this.nowMs();
      this.enter('open');
      this.parts.open();
    } catch (error) {
      this.onClose(generation, CLOSE.broken, error instanceof Error ? error.message : String(error));
      if (this.gone || this.patienceMs > 0) return;
      this.gone = true;
      this.parts.lost();
    }
  }

  private onClose(generation: number, code: number, reason: string): void {
    if (generation !== this.generation || this.current === 'Disconnected') return;
    this.generation++;
    this.outSinceMs ??= this.nowMs();
    const established = this.finish === null;
    if (established) this.tellDisconnect(code, reason);
    this.enter('close', reason);
    this.reason = reason;
    this.connection = null;
    this.settle(reason);
    this.cancelTimer();
    this.parts.down(reason);
    if (this.closed) return;
    const { service, timings } = this.parts;
    const wait = backoffMs(this.attempt++, timings, service.rng);
    this.cancelTimer = service.clock.background(wait, () => this.start());
  }

  private tellDisconnect(code: number, reason: string): void {
    const links = this.lastConnect ? [linkTo(this.lastConnect, { 'ws.relation': 'connection' })] : [];
    const attributes = { ...this.attributes, 'ws.close_code': code, 'ws.close_reason': reason };
    const settings = { kind: SpanKind.CLIENT, links, attributes };
    void contexts.with(ROOT_CONTEXT, () =>
      this.parts.service.span('ws.disconnect', settings, (span) => {
        this.event(span, 'Disconnected', reason);
        if (code !== CLOSE.normal) span.setStatus({ code: SpanStatusCode.ERROR, message: reason });
      }),
    );
  }

  /** Ends the span of the attempt at hand. @param failure null when it is ready. */
  private settle(failure: string | null): void {
    const { finish } = this;
    this.finish = null;
    this.span = null;
    finish?.(failure);
  }

  /** Sends and expects heartbeats from now on. */
  private watch(): void {
    this.cancelTimer();
    const { heartbeatMs } = this.parts.timings;
    const { generation } = this;
    this.cancelTimer = this.parts.service.clock.background(heartbeatMs, () => {
      if (generation !== this.generation) return;
      if (this.nowMs() - this.lastFrameMs > 2 * heartbeatMs) {
        this.parts.heartbeatMissed();
        this.drop(CLOSE.silent, `no word for ${Math.round(this.nowMs() - this.lastFrameMs)} ms`);
        return;
      }
      this.send(this.parts.heartbeat());
      this.watch();
    });
  }

  private enter(event: SessionEvent, reason = ''): boolean {
    const next = nextState(this.current, event);
    if (!next) return false;
    this.current = next;
    if (this.span) this.event(this.span, next, reason);
    return true;
  }

  private event(span: Span, state: SessionState, reason: string): void {
    span.addEvent(state, reason === '' ? {} : { reason }, this.parts.service.clock.now());
  }

  private nowMs(): number {
    return toMillis(this.parts.service.clock.now());
  }
}
