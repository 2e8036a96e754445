import { isFillpathError } from '@/lib/base/errors';
import type { Clock } from '../clock';
import { toMillis } from '../clock';
import { formatAmount, formatShort } from '../market/decimal';
import { instrumentOf } from '../market/instruments';
import type { ClientAccount } from '../services/client-account';
import type { ClientGateway } from '../services/client-gateway';
import type { SubmitOrders } from '../services/many-entry';
import { POOR_CLIENT, simulatedClients } from '../services/users';
import type { SimulatedOrder } from './order-source';
import type { Refusals } from './refusals';

/** A token is good for twelve hours, and a load may go on for longer. */
const RENEW_AFTER_MS = 6 * 60 * 60 * 1000;
const PASSWORD = 'demo123';

interface Due {
  readonly atMs: number;
  readonly order: SimulatedOrder;
  readonly orderId: string;
  readonly refusals: Refusals;
}

export interface ClientsParts {
  readonly clock: Clock;
  readonly gateway: ClientGateway;
  readonly account: ClientAccount;
  readonly submitOrders: SubmitOrders;
  /** Told of what is no refusal. */
  readonly onFault: (error: unknown) => void;
}

/** The clients that the load and the scenarios are made of: they log in, send orders, and cancel some of them. */
export class SimulatedClients {
  private tokens: string[] = [];
  private poor = '';
  private loggedInMs = -Infinity;
  private loggingIn: Promise<void> | null = null;
  private due: Due[] = [];
  private underWay = 0;

  constructor(private readonly parts: ClientsParts) {}

  static readonly count = simulatedClients().length;

  /** Orders that have not been answered yet. */
  get unanswered(): number {
    return this.underWay;
  }

  /** Orders that are not answered yet, or not cancelled yet. */
  get pending(): number {
    return this.underWay + this.due.length;
  }

  /** Logs all of them in, unless they are and their tokens are good for a while. */
  ready(): Promise<void> {
    if (this.nowMs() - this.loggedInMs < RENEW_AFTER_MS) return Promise.resolve();
    this.loggingIn ??= this.login().finally(() => {
      this.loggingIn = null;
    });
    return this.loggingIn;
  }

  /** Sends an order through every check. Resolves when it is answered. What is refused, its cancellation too, is counted. */
  async trade(order: SimulatedOrder, refusals: Refusals): Promise<void> {
    this.underWay++;
    try {
      await this.ready();
      const { orderId } = await this.parts.gateway.placeOrder({}, this.tokenOf(order), written(order));
      this.cancelLater(order, orderId, refusals);
    } catch (error) {
      refusals.add('order', this.reasonOf(error));
    } finally {
      this.underWay--;
    }
  }

  /** The same for orders that are sent together, with few spans each. */
  async tradeMany(orders: readonly SimulatedOrder[], refusals: Refusals): Promise<void> {
    this.underWay += orders.length;
    try {
      const answers = await this.parts.submitOrders(
        orders.map(({ client, terms }) => ({ ...terms, userId: userIdOf(client) })),
      );
      for (const [index, { orderId, reject }] of answers.entries()) {
        const order = orders[index];
        if (reject) refusals.add('order', reject.reason);
        else if (order) this.cancelLater(order, orderId, refusals);
      }
    } catch (error) {
      refusals.add('order', this.reasonOf(error), orders.length);
    } finally {
      this.underWay -= orders.length;
    }
  }

  /** Cancels the orders whose time has come; all that are to be cancelled when `all`. Resolves when all of it is answered. */
  async cancelDue(all = false): Promise<void> {
    const now = this.nowMs();
    const due = this.due.filter(({ atMs }) => all || atMs <= now);
    if (due.length === 0) return;
    this.due = this.due.filter(({ atMs }) => !all && atMs > now);
    await Promise.all(due.map((each) => this.cancel(each)));
  }

  private cancelLater(order: SimulatedOrder, orderId: string, refusals: Refusals): void {
    const { cancelAfterMs } = order;
    if (cancelAfterMs === null) return;
    this.due.push({ atMs: this.nowMs() + cancelAfterMs, order, orderId, refusals });
  }

  private tokenOf({ client }: SimulatedOrder): string {
    return client < 0 ? this.poor : (this.tokens[client] ?? '');
  }

  /** It may be filled meanwhile, which is what a race is. */
  private async cancel({ order, orderId, refusals }: Due): Promise<void> {
    try {
      await this.ready();
      await this.parts.account.cancelOrder({}, this.tokenOf(order), orderId);
    } catch (error) {
      refusals.add('cancel', this.reasonOf(error));
    }
  }

  private reasonOf(error: unknown): string {
    if (!isFillpathError(error)) {
      this.parts.onFault(error);
      return 'failed';
    }
    const { reason } = error.details;
    return typeof reason === 'string' ? reason : error.kind;
  }

  /** One after the other: their passwords are hashed by real work, whose order of ending would be chance. */
  private async login(): Promise<void> {
    const tokens: string[] = [];
    for (const username of [...simulatedClients(), POOR_CLIENT]) {
      tokens.push((await this.parts.gateway.login({}, { username, password: PASSWORD })).token);
    }
    this.poor = tokens.pop() ?? '';
    this.tokens = tokens;
    this.loggedInMs = this.nowMs();
  }

  private nowMs(): number {
    return toMillis(this.parts.clock.now());
  }
}

function userIdOf(client: number): string {
  return client < 0 ? 'SIM-POOR' : `SIM-${String(client + 1).padStart(2, '0')}`;
}

/** As a client writes it. */
function written({ terms: { symbol, side, type, price, lots } }: SimulatedOrder) {
  const { priceDecimals, lotDecimals } = instrumentOf(symbol);
  const quantity = formatShort(lots, lotDecimals);
  return { symbol, side, type, quantity, price: price === null ? null : formatAmount(price, priceDecimals) };
}
