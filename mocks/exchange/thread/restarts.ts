import type { Worker } from 'node:worker_threads';
import { FillpathError } from '@/lib/base/errors';
import { Caller } from './calls';

/** So often a thread that breaks down is started anew; whatever breaks it again and again is not mended by a start. */
export const MAX_RESTARTS = 3;
/** Its ports are free by then. */
export const RESTART_AFTER_MS = 1_000;
/** A thread that has lived so long has not broken down because of how it started: the count begins anew. */
export const CALM_MS = 10 * 60_000;

export type Thread = Pick<Worker, 'postMessage' | 'on' | 'terminate'>;

interface Parts<Methods> {
  readonly spawn: () => Thread;
  readonly names: readonly (keyof Methods & string)[];
  /** Told of everything that the thread says beside its answers. */
  readonly onMessage: (message: unknown) => void;
}

/**
 * The exchange's thread, started anew when it breaks down: at most {@link MAX_RESTARTS} times, then it stays off. What was asked
 * of a thread that is gone is refused with what to do. A new thread knows nothing of the one before.
 */
export class RestartedThread<Methods extends object> {
  readonly methods: Methods;
  private thread: Thread;
  private caller: Caller;
  private restarts = 0;
  private startedMs = Date.now();
  private timer: NodeJS.Timeout | undefined;
  private ended = false;
  private broken: string | null = null;

  constructor(private readonly parts: Parts<Methods>) {
    [this.thread, this.caller] = this.start();
    const call = (name: string, args: unknown[]) =>
      this.caller.methods<Record<string, (...args: unknown[]) => unknown>>([name])[name]?.(...args);
    this.methods = Object.fromEntries(
      parts.names.map((name) => [name, (...args: unknown[]) => call(name, args)]),
    ) as unknown as Methods;
  }

  /** Why there is no exchange at the moment; null while there is. */
  get trouble(): string | null {
    return this.broken;
  }

  /** Ends the thread for good. What it still owes an answer to is refused with this sentence. */
  async end(sentence: string): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    this.caller.end(new FillpathError('unavailable', sentence));
    await this.thread.terminate();
  }

  private start(): [Thread, Caller] {
    const thread = this.parts.spawn();
    const caller = new Caller(thread);
    thread.on('message', this.parts.onMessage);
    thread.on('error', (error: unknown) => console.error('The mock exchange has broken down', error));
    thread.on('exit', () => this.gone(caller));
    this.startedMs = Date.now();
    return [thread, caller];
  }

  private gone(caller: Caller): void {
    if (this.ended) return;
    if (Date.now() - this.startedMs >= CALM_MS) this.restarts = 0;
    const again = this.restarts < MAX_RESTARTS;
    this.broken = again
      ? 'The mock exchange has broken down and is being started anew, without its orders and logins. Try again in a few seconds.'
      : `The mock exchange has broken down ${MAX_RESTARTS + 1} times and stays off; the log has the reasons. Start Fillpath anew to trade again.`;
    caller.end(new FillpathError('unavailable', this.broken));
    if (!again) return;
    this.restarts++;
    this.timer = setTimeout(() => {
      [this.thread, this.caller] = this.start();
      this.broken = null;
    }, RESTART_AFTER_MS);
  }
}
