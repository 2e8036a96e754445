/** An unbounded queue between services: sending never waits, receiving does. Nothing runs while it is empty. */
export class Channel<Message> implements AsyncIterable<Message> {
  private queue: Message[] = [];
  private head = 0;
  private wake: (() => void) | null = null;
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
    this.wakeUp();
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
