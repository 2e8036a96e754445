import { FillpathError } from '@/lib/base/errors';
import type { Clock } from '../clock';
import type { EntryMessage, EntryRequest } from '../feed/entry-protocol';
import { CLOSE, type Connection, type Handlers, type Peer } from '../feed/transport';
import type { Order } from '../orders/types';

/** Longer than the exchange itself waits for one of its services. */
const ANSWER_MS = 15_000;

type Answer = Exclude<EntryMessage<Order>, { type: 'order_update' }>;
type Heard = (message: EntryMessage<Order>) => void;

/** A client's end of a connection to the order entry. It asks one thing after the other. */
export class EntrySession {
  private constructor(
    private readonly clock: Clock,
    private readonly connection: Connection,
    private readonly ear: { hear: Heard },
  ) {}

  /** @throws FillpathError `unavailable` when there is no connection to be had. */
  static async open(clock: Clock, dial: (handlers: Handlers) => Promise<Connection>): Promise<EntrySession> {
    const ear: { hear: Heard } = { hear: () => {} };
    const handlers: Handlers = {
      message: (frame) => ear.hear(JSON.parse(String(frame)) as EntryMessage<Order>),
      close: (code, reason) =>
        ear.hear({ type: 'error', code: 'closed', text: `The connection ended: ${code} ${reason}` }),
    };
    try {
      return new EntrySession(clock, await dial(handlers), ear);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new FillpathError('unavailable', `The order entry cannot be reached: ${why}.`);
    }
  }

  get peer(): Peer {
    return this.connection.peer;
  }

  /** What is answered; news of orders are not waited for. @throws FillpathError `unavailable` when nothing is. */
  ask(request: EntryRequest): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const callOff = this.clock.after(ANSWER_MS, () =>
        reject(new FillpathError('unavailable', `The order entry did not answer for ${ANSWER_MS / 1000} s.`)),
      );
      this.ear.hear = (message) => {
        if (message.type === 'order_update') return;
        callOff();
        resolve(message);
      };
      this.connection.send(JSON.stringify(request));
    });
  }

  close(): void {
    this.connection.close(CLOSE.normal, 'done');
  }
}
