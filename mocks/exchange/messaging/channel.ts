/**
 * An unbounded queue between services, received in one of two ways: by iterating, which waits for messages, or by
 * {@link drain}, which takes each within the call that sends it. Sending never waits. Nothing runs while it is empty.
 */
export class Channel<Message> implements AsyncIterable<Message> {
  private queue: Message[] = [];
  private head = 0;
  private wake: (() => void) | null = null;
  private drainNow: (() => void) | null = null;
  private closed = false;

  constructor(readonly name: string) {}

  /** Messages that wait to be received. */
  get size(): number {
    return this.queue.length - this.head;
  }

  get isClosed(): boolean {
    return this.closed;
  }

  /** @throws Error after {@link close}: a message that nobody will receive must not vanish. */
  send(message: Message): void {
    if (this.closed) throw new Error(`Channel ${this.name} is closed`);
    this.queue.push(message);
    if (this.drainNow) this.drainNow();
    else this.wakeUp();
  }

  /**
   * Gives every message, also those that wait, to `receiver` at once and in order; instead of iterating. What it sends into
   * this channel itself is taken when it is done with the message at hand. It must not throw.
   */
  drain(receiver: (message: Message) => void): void {
    let draining = false;
    this.drainNow = () => {
      if (draining) return;
      draining = true;
      while (this.head < this.queue.length) receiver(this.take());
      draining = false;
    };
    this.drainNow();
  }

  /** What was sent before is still received; then the receivers end. */
  close(): void {
    this.closed = true;
    this.wakeUp();
  }

  /** For one receiver. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Message> {
    for (;;) {
      while (this.head < this.queue.length) yield this.take();
      if (this.closed) return;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  private take(): Message {
    const message = this.queue[this.head++] as Message;
    if (this.head === this.queue.length) {
      this.queue = [];
      this.head = 0;
    } else if (this.head >= 1024 && this.head * 2 > this.queue.length) {
      this.queue = this.queue.slice(this.head);
      this.head = 0;
    }
    return message;
  }

  private wakeUp(): void {
    this.wake?.();
    this.wake = null;
  }
}
