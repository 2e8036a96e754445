import { FillpathError } from '@/lib/base/errors';
import type { Metric } from '@/lib/http/metrics';
import type { Ingest } from '@/lib/ingest/ingest';
import type { SpanWriter } from '@/lib/store/span-writer';
import type { Store } from '@/lib/store/store';
import type { Config } from './config';
import type { LiveHub } from './live-hub';

/** The one of each that a running server has. */
export interface Runtime {
  readonly config: Config;
  readonly store: Store;
  readonly writer: Pick<SpanWriter, 'refusedBatches'>;
  readonly ingest: Ingest;
  readonly live: LiveHub;
  /** What else counts, beside the server's own numbers: whoever runs in this process may add to it. */
  readonly metrics: (() => Promise<readonly Metric[]>)[];
  /** What else may be amiss while the server itself is well: a sentence each, or null. Whoever runs in this process may add to it. */
  readonly troubles: (() => string | null)[];
}

/** The bundles of the start-up and of the routes share no module state, only the process. */
const KEY = Symbol.for('fillpath.runtime');
const holder = globalThis as { [KEY]?: Runtime };

export function setRuntime(runtime: Runtime): void {
  holder[KEY] = runtime;
}

/** @throws FillpathError `unavailable` before the server has started. */
export async function runtime(): Promise<Runtime> {
  const running = holder[KEY];
  if (running) return running;
  throw new FillpathError('unavailable', 'Fillpath is still starting. Try again in a moment.');
}
