import type { Span } from '@opentelemetry/api';
import { toMillis, toUnixNano } from '../clock';
import type { Service } from '../messaging/service';
import { ClientSession, type SessionTimings } from './client-session';
import type { Credentials } from './credentials';
import { frameReader } from './frames';
import {
  type OrderMessage,
  type OrderRequest,
  orderMessage,
  type VenueCancelReject,
  type VenueReport,
} from './protocol';
import { Requests } from './requests';
import type { SessionState } from './session-state';
import { CLOSE, type Connection, type Frame, type Handlers } from './transport';

const read = frameReader(orderMessage);

export type OrderState = Extract<OrderMessage, { type: 'order_state' }>;
type Numbered = VenueReport | VenueCancelReject;
type Command = Extract<OrderRequest, { requestId: number }>;
/** Without what the link adds. */
export type CommandTerms = Command extends infer Each
  ? Each extends Command
    ? Omit<Each, 'requestId' | 'sentAt'>
    : never
  : never;

export interface OrderLinkParts {
  readonly service: Service;
  readonly venue: string;
  readonly credentials: Credentials;
  readonly timings: SessionTimings;
  dial(handlers: Handlers): Promise<Connection>;
  /** In order, each once, also over several connections. */
  report(message: Numbered): void;
  state(message: OrderState): void;
  /** Connected again after a break: time to ask for the state of open orders. */
  back(): void;
  /** Reports are missing for good: the state of open orders has to be asked for, once for all gaps that follow each other. */
  missing(): void;
  /** The venue is taken for gone. */
  lost(): void;
}

/** The member's side of a venue's order channel: requests and their responses, reports without gaps or repeats. */
export class OrderLink {
  private readonly session: ClientSession;
  private readonly requests = new Requests();
  private readonly waiting = new Set<(up: boolean) => void>();
  private run: string | null = null;
  private lastSequence = 0;
  private connectedBefore = false;
  /** For reports that were missing. */
  private askedAgain = false;
  /** The last report that the venue had at the logon: those up to it have been sent again. */
  private resentTo = 0;
  private refused = 0;
  private repeated = 0;

  constructor(private readonly parts: OrderLinkParts) {
    const { service } = parts;
    this.session = new ClientSession({
      ...parts,
      channel: 'orders',
      open: () => {
        const { run, lastSequence } = this;
        this.say({ type: 'logon', ...parts.credentials, run, lastSequence });
      },
      frame: (frame) => this.take(frame),
      authenticated: (span) => this.authenticated(span),
      heartbeat: () => {
        const { lastSequence } = this;
        return JSON.stringify({ type: 'heartbeat', sentAt: toUnixNano(service.clock.now()), lastSequence });
      },
      heartbeatMissed: () => {},
      down: () => {},
      lost: () => {
        this.requests.settleAll();
        this.wake(false);
        parts.lost();
      },
    });
  }

  /** For span attributes. */
  get attributes() {
    return this.session.attributes;
  }

  get state(): SessionState {
    return this.session.state;
  }

  /** Why there is no connection; '' while there is. */
  get reason(): string {
    return this.session.reason;
  }

  /** Frames of the venue that could not be read, and reports that had come before. */
  get counts(): { readonly refused: number; readonly repeated: number } {
    return { refused: this.refused, repeated: this.repeated };
  }

  get isUp(): boolean {
    return this.session.state === 'Authenticated';
  }

  start(): void {
    this.session.start();
  }

  close(): void {
    this.session.close();
    this.requests.settleAll();
    this.wake(false);
  }

  /** Waits for the connection. @returns false when the venue is gone, or has not let us in for so long that it may be. */
  ready(): Promise<boolean> {
    if (this.isUp) return Promise.resolve(true);
    const { patienceMs } = this.session;
    if (patienceMs === 0) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (up: boolean) => {
        callOff();
        this.waiting.delete(end);
        resolve(up);
      };
      const callOff = this.parts.service.clock.after(patienceMs, () => end(false));
      this.waiting.add(end);
    });
  }

  /**
   * Sends a request. The promise resolves once everything that it causes has been said, or the venue is gone or has said how
   * the order stands. @returns the request's number with it.
   */
  request(terms: CommandTerms): { readonly requestId: number; readonly answered: Promise<void> } {
    const now = this.parts.service.clock.now();
    const request = this.requests.add(terms.orderId, toMillis(now));
    this.say({ ...terms, requestId: request.requestId, sentAt: toUnixNano(now) });
    return request;
  }

  /** The orders of requests that were sent before, in ms since the epoch, and have not been answered. */
  unanswered(beforeMs: number): ReadonlySet<string> {
    return this.requests.ordersBefore(beforeMs);
  }

  /** Nobody waits any more for answers about an order. */
  giveUp(orderId: string): void {
    this.requests.settleOrder(orderId);
  }

  private authenticated(span: Span): void {
    const reconnected = this.connectedBefore;
    this.connectedBefore = true;
    span.setAttributes({ 'ws.sequence': this.lastSequence, 'exchange.run': this.run ?? '' });
    this.session.ready();
    if (reconnected) {
      // What was asked on the old connection is asked anew, as the state of each open order.
      this.requests.settleAll();
      this.parts.back();
    }
    this.wake(true);
  }

  private take(frame: Frame): void {
    const result = read(frame);
    if (!result.ok) {
      this.refused++;
      return;
    }
    const { message } = result;
    switch (message.type) {
      case 'welcome':
        if (message.run !== this.run) this.lastSequence = message.lastSequence;
        this.run = message.run;
        this.resentTo = message.lastSequence;
        this.session.welcomed();
        return;
      case 'execution_report':
      case 'cancel_reject':
        if (message.sequence <= this.lastSequence) {
          this.repeated++;
          return;
        }
        if (this.misses(message.sequence - 1)) return;
        this.lastSequence = message.sequence;
        this.askedAgain = false;
        this.parts.report(message);
        return;
      case 'order_state':
        this.parts.state(message);
        // What was asked before and is not answered by now never will be.
        this.giveUp(message.orderId);
        return;
      case 'response':
        this.requests.settle(message.requestId);
        return;
      case 'error':
        this.refused++;
        this.parts.service.fault(new Error(`The venue refused a frame: ${message.code}, ${message.text}`));
        return;
      case 'heartbeat':
        if (this.isUp && message.lastSequence !== undefined) this.misses(message.lastSequence);
    }
  }

  /**
   * When reports up to this one are missing, logs on anew so that they are sent again; if they do not come even then, goes on
   * without. @returns whether they are still to come.
   */
  private misses(last: number): boolean {
    if (last <= this.lastSequence) return false;
    const missing = `reports ${this.lastSequence + 1} to ${last} are missing`;
    if (this.askedAgain || last <= this.resentTo) {
      this.parts.service.fault(new Error(`At ${this.parts.venue} ${missing} for good`));
      this.lastSequence = last;
      this.askedAgain = false;
      this.parts.missing();
      return false;
    }
    this.askedAgain = true;
    this.session.drop(CLOSE.policy, missing);
    return true;
  }

  private say(message: OrderRequest): void {
    this.session.send(JSON.stringify(message));
  }

  private wake(up: boolean): void {
    for (const wake of this.waiting) wake(up);
  }
}
