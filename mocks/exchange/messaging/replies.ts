import { FillpathError } from '@/lib/base/errors';
import type { Clock } from '../clock';
import { Channel } from './channel';
import type { Reply } from './envelope';

/** Unless the caller says otherwise. */
const REQUEST_TIMEOUT_MS = 10_000;

/** The answers that one service waits for. They come through a channel of its own, each with the number of its request. */
export class Replies {
  private readonly channel: Channel<Reply<unknown>>;
  private readonly pending = new Map<number, (reply: Reply<unknown>) => void>();
  private lastCorrelationId = 0;

  constructor(
    service: string,
    private readonly clock: Clock,
  ) {
    this.channel = new Channel(`${service}.replies`);
    void this.take();
  }

  /**
   * Sends a request to `topic` by `send`, which is told where the answer is to go. Rejects when it cannot be sent, when the
   * other service broke, and with a FillpathError when that is silent for `timeoutMs`.
   */
  request<Answer>(
    topic: string,
    send: (replyTo: { channel: Channel<Reply<Answer>>; correlationId: number }) => void,
    timeoutMs = REQUEST_TIMEOUT_MS,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const correlationId = ++this.lastCorrelationId;
      const callOff = this.clock.after(timeoutMs, () => {
        this.pending.delete(correlationId);
        reject(
          new FillpathError(
            'unavailable',
            `The exchange did not finish in time: ${topic} was silent for ${timeoutMs / 1000} s. ` +
              'Look at the state of your orders before you try again.',
          ),
        );
      });
      this.pending.set(correlationId, ({ result }) => {
        callOff();
        if (result.ok) resolve(result.answer as Answer);
        else reject(new Error(`${topic} failed: ${result.failed}`));
      });
      try {
        send({ channel: this.channel as Channel<Reply<Answer>>, correlationId });
      } catch (error) {
        callOff();
        this.pending.delete(correlationId);
        throw error;
      }
    });
  }

  /** Requests that are not answered yet. */
  get count(): number {
    return this.pending.size;
  }

  close(): void {
    this.channel.close();
  }

  private async take(): Promise<void> {
    for await (const reply of this.channel) {
      this.pending.get(reply.correlationId)?.(reply);
      this.pending.delete(reply.correlationId);
    }
  }
}
