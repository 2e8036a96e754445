import type { Clock } from '../clock';
import { CLOSE, type Connection } from '../feed/transport';

/** Who has not logged in by then is cut off. */
export const LOGIN_MS = 5_000;
/** So many may be logged in; a further login is turned away. */
export const MAX_MEMBERS = 256;
/** So many of one address, and of all, may be connected without a login. The next makes the oldest of them give way. */
export const MAX_STRANGERS = { ofAddress: 128, ofAll: 512 };

export interface EntryClient {
  readonly connection: Connection;
  token: string;
  /** '' before the login. */
  userId: string;
  /** Its token is being looked at. */
  loggingIn: boolean;
  /** Requests that are being worked on. */
  pending: number;
  requests: number;
  cancelTimer: () => void;
}

/**
 * Who is connected to the order entry. Connections without a login have room of their own, so that they keep out neither who
 * has logged in nor who is about to: the one that is silent for longest makes room for the next.
 */
export class EntryClients {
  /** In the order in which they came. */
  private readonly strangers = new Set<EntryClient>();
  private readonly members = new Set<EntryClient>();
  /** The same by user: each state of each order is for one of them. */
  private readonly byUser = new Map<string, Set<EntryClient>>();

  constructor(private readonly clock: Clock) {}

  has(client: EntryClient): boolean {
    return this.strangers.has(client) || this.members.has(client);
  }

  /** The connections of a user. */
  of(userId: string): EntryClient[] {
    return [...(this.byUser.get(userId) ?? [])];
  }

  /** Lets a connection in, with some seconds to log in. Closes it and gives null when all others are just logging in. */
  admit(connection: Connection): EntryClient | null {
    const crowd = this.crowdAround(connection);
    if (crowd.length > 0) {
      const reason = `${crowd.length} connections have not logged in`;
      const oldest = crowd.find(({ loggingIn }) => !loggingIn);
      if (oldest) this.end(oldest, CLOSE.tryLater, `${reason}, and this was the oldest`);
      else {
        connection.close(CLOSE.tryLater, `${reason} yet`);
        return null;
      }
    }
    const client: EntryClient = {
      connection,
      token: '',
      userId: '',
      loggingIn: false,
      pending: 0,
      requests: 0,
      cancelTimer: this.clock.background(LOGIN_MS, () =>
        this.end(client, CLOSE.handshake, `no login came within ${LOGIN_MS / 1000} s`),
      ),
    };
    this.strangers.add(client);
    return client;
  }

  /** Whether one more may log in, or this one anew. */
  hasRoomFor(client: EntryClient): boolean {
    return this.members.has(client) || this.members.size < MAX_MEMBERS;
  }

  /** Logged in until the token expires. */
  loggedIn(client: EntryClient, token: string, userId: string, leftMs: number): void {
    this.left(client);
    Object.assign(client, { token, userId });
    client.cancelTimer = this.clock.background(leftMs, () => this.end(client, CLOSE.policy, 'the token has expired'));
    this.members.add(client);
    const same = this.byUser.get(userId);
    if (same) same.add(client);
    else this.byUser.set(userId, new Set([client]));
  }

  /** Ends a connection. What it still says is not listened to. */
  end(client: EntryClient, code: number, reason: string): void {
    this.left(client);
    client.connection.close(code, reason);
  }

  /** It has ended. */
  left(client: EntryClient): void {
    client.cancelTimer();
    this.strangers.delete(client);
    this.members.delete(client);
    const same = this.byUser.get(client.userId);
    same?.delete(client);
    if (same?.size === 0) this.byUser.delete(client.userId);
  }

  /** Forgets all of them. */
  clear(): void {
    for (const client of [...this.strangers, ...this.members]) this.left(client);
  }

  /** Those without a login that leave no room for one more; none when there is room. */
  private crowdAround({ peer }: Connection): EntryClient[] {
    const all = [...this.strangers];
    const same = all.filter(({ connection }) => connection.peer.address === peer.address);
    if (same.length >= MAX_STRANGERS.ofAddress) return same;
    return all.length >= MAX_STRANGERS.ofAll ? all : [];
  }
}
