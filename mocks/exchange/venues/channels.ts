import { areThose, type Credentials } from '../feed/credentials';
import { frameReader, type RefusedFrame } from '../feed/frames';
import { guarded } from '../feed/guard';
import {
  type MarketMessage,
  type MarketRequest,
  marketRequest,
  type OrderMessage,
  type OrderRequest,
  orderRequest,
} from '../feed/protocol';
import { CLOSE, type Connection, type Frame, type Handlers } from '../feed/transport';
import type { Connections, VenueChannel } from './connections';
import type { MarketFeed } from './market-feed';
import type { MemberAccount } from './member-account';
import type { OrderDesk } from './order-desk';

const readOrder = frameReader(orderRequest);
const readMarket = frameReader(marketRequest);

type Refusal = RefusedFrame['code'] | 'not_logged_on' | 'logged_on_already' | 'not_a_member' | 'unknown_symbol';

/** What the channels of a venue lead to, from one opening to the next. */
export interface ChannelRun {
  readonly id: string;
  readonly desk: OrderDesk;
  readonly feed: MarketFeed;
  readonly symbols: readonly string[];
}

/**
 * The order channel and the market-data channel of a venue: who may log on, and what each may say then. Bad frames are
 * answered with an error frame and counted; binary or oversized ones end the connection, as does the tenth bad one.
 */
export class Channels {
  private readonly refusals = new Map<Refusal, number>();

  constructor(
    private readonly connections: Connections,
    private readonly members: readonly Credentials[],
  ) {}

  /** Frames refused so far, by code. */
  get refused(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.refusals);
  }

  accept(run: ChannelRun, connection: Connection, path: string): Handlers {
    if (path === '/orders') return this.acceptOrders(run, connection);
    if (path === '/market') return this.acceptMarket(run, connection);
    connection.close(CLOSE.policy, 'connect to /orders or /market');
    return { message: () => {}, close: () => {} };
  }

  private acceptOrders(run: ChannelRun, connection: Connection): Handlers {
    const say = (message: OrderMessage) => this.connections.say(connection, message);
    let member: { readonly name: string; readonly account: MemberAccount } | null = null;
    let over = false;
    const session = {
      deliver: say,
      replaced: () => {
        over = true;
        connection.close(CLOSE.replaced, 'the member has logged on with another connection');
      },
    };
    const take = (request: OrderRequest) => {
      // What was still under way when another connection took its place: the member asks for it anew there.
      if (over) return;
      if (request.type === 'heartbeat') member?.account.acknowledge(request.lastSequence ?? 0);
      else if (request.type === 'logon') {
        if (!this.admits(connection, request, member !== null)) return;
        const account = run.desk.account(request.account);
        member = { name: request.account, account };
        this.connections.loggedOn(connection, () => account.lastSequence);
        const missed = account.attach(request.run === run.id ? request.lastSequence : account.lastSequence, session);
        say({ type: 'welcome', run: run.id, lastSequence: account.lastSequence });
        for (const report of missed) say(report);
      } else if (member === null) this.refuse(connection, 'not_logged_on', 'Send a logon first.');
      else run.desk.take(member.name, request, say);
    };
    return this.handlers('orders', connection, readOrder, take, () => member?.account.detach(session));
  }

  private acceptMarket(run: ChannelRun, connection: Connection): Handlers {
    const say = (message: MarketMessage) => this.connections.say(connection, message);
    const listener = (text: string) => connection.send(text);
    let loggedOn = false;
    const take = (request: MarketRequest) => {
      if (request.type === 'heartbeat') return;
      if (request.type === 'logon') {
        if (!this.admits(connection, request, loggedOn)) return;
        loggedOn = true;
        this.connections.loggedOn(connection, null);
        say({ type: 'welcome', run: run.id, lastSequence: 0 });
        return;
      }
      const snapshot = run.feed.snapshot(request.symbol);
      if (!loggedOn) this.refuse(connection, 'not_logged_on', 'Send a logon first.');
      else if (!snapshot) this.refuse(connection, 'unknown_symbol', `Traded here are ${run.symbols.join(', ')}.`);
      else {
        if (request.type === 'subscribe') {
          run.feed.subscribe(request.symbol, listener);
          say({ type: 'subscribed', symbol: request.symbol });
        }
        say(snapshot);
      }
    };
    return this.handlers('market', connection, readMarket, take, () => run.feed.unsubscribe(listener));
  }

  private admits(connection: Connection, offered: Credentials, again: boolean): boolean {
    if (again) {
      this.refuse(connection, 'logged_on_already', 'This connection has logged on. Open another one to log on anew.');
      return false;
    }
    if (this.members.some((member) => areThose(offered, member))) return true;
    this.refuse(connection, 'not_a_member', 'No member has this account and secret.');
    connection.close(CLOSE.policy, 'not a member');
    return false;
  }

  private handlers<Request>(
    channel: VenueChannel,
    connection: Connection,
    read: (frame: Frame) => { ok: true; message: Request } | RefusedFrame,
    take: (request: Request) => void,
    onClose: () => void,
  ): Handlers {
    this.connections.add(connection, channel);
    const hear = guarded(connection, read, take, (code, text) => this.refuse(connection, code, text));
    return {
      message: (frame) => {
        this.connections.heard(connection);
        hear(frame);
      },
      close: () => {
        this.connections.remove(connection);
        onClose();
      },
    };
  }

  private refuse(connection: Connection, code: Refusal, text: string): void {
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
    this.connections.say(connection, { type: 'error', code, text });
  }
}
