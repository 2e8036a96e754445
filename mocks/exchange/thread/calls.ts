import type { MessagePort, Worker } from 'node:worker_threads';
import { type ErrorKind, FillpathError, isFillpathError } from '@/lib/base/errors';

/** Both ends of a thread have these. */
type Port = Pick<Worker | MessagePort, 'postMessage' | 'on'>;

interface Call {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

type Outcome =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly refusal: { kind: ErrorKind; message: string; details: Record<string, unknown> } }
  | { readonly id: number; readonly failure: string };

type AnyMethods = Record<string, (...args: never[]) => Promise<unknown>>;

/**
 * Answers the calls that come from the other thread. A FillpathError arrives there as one; anything else is a defect and
 * arrives with its message.
 */
export function serveCalls(port: Port, methods: object): void {
  port.on('message', (message: Partial<Call>) => {
    if (message.method !== undefined) void serve(message as Call);
  });

  async function serve({ id, method, args }: Call): Promise<void> {
    port.postMessage(await outcomeOf(id, () => (methods as AnyMethods)[method]?.(...(args as never[]))));
  }
}

async function outcomeOf(id: number, call: () => Promise<unknown> | undefined): Promise<Outcome> {
  try {
    return { id, answer: await call() };
  } catch (error) {
    if (!isFillpathError(error)) return { id, failure: error instanceof Error ? error.message : String(error) };
    return { id, refusal: { kind: error.kind, message: error.message, details: { ...error.details } } };
  }
}

/** Calls into another thread. What goes in and comes back is copied, so it has to be plain data. */
export class Caller {
  private readonly waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  private lastId = 0;
  private ended: Error | null = null;

  constructor(private readonly port: Port) {
    port.on('message', (message: Outcome | Call) => {
      if (!('method' in message)) this.settle(message);
    });
  }

  /** An object whose every method is a call of the other thread's method of that name. */
  methods<Methods extends object>(names: readonly (keyof Methods & string)[]): Methods {
    return Object.fromEntries(
      names.map((name) => [name, (...args: unknown[]) => this.call(name, args)]),
    ) as unknown as Methods;
  }

  /** The other thread is gone: what is asked, and what was, is answered with `error`. */
  end(error: Error): void {
    this.ended = error;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }

  private call(method: string, args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.ended) {
        reject(this.ended);
        return;
      }
      const id = ++this.lastId;
      // Throws when something cannot be copied; then nobody waits.
      this.port.postMessage({ id, method, args } satisfies Call);
      this.waiting.set(id, { resolve, reject });
    });
  }

  private settle(outcome: Outcome): void {
    const waiting = this.waiting.get(outcome.id);
    if (!waiting) return;
    this.waiting.delete(outcome.id);
    if ('answer' in outcome) waiting.resolve(outcome.answer);
    else if ('failure' in outcome) waiting.reject(new Error(outcome.failure));
    else waiting.reject(new FillpathError(outcome.refusal.kind, outcome.refusal.message, outcome.refusal.details));
  }
}
