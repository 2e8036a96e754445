import type { Runtime } from './runtime';

/** The process is gone within ten seconds of the signal, whatever hangs. */
const DEADLINE_MS = 9_000;
/** What is waited for before the store is closed. An insert that is under way when the process exits crashes the engine. */
const CLIENTS_MS = 5_000;
const INGEST_MS = 2_500;

/**
 * On SIGTERM or SIGINT: ends the event streams, lets `stopClients` finish what they send, stores what was taken in, closes the
 * store, exits. A second signal ends the process at once. Next's own handling is off (`NEXT_MANUAL_SIG_HANDLE`): it waits for open
 * streams for ever, and exiting in the middle of an insert crashes the engine.
 */
export function shutDownOnSignal(runtime: Runtime, stopClients: () => Promise<void>): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) endNow();
    stopping = true;
    console.log(`${signal}: storing what was taken in, then stopping.`);
    setTimeout(() => {
      console.error('Stopping took too long; what was not acknowledged yet will be sent again by its clients.');
      endNow();
    }, DEADLINE_MS).unref();
    void shutDown(runtime, stopClients).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('Stopping failed', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** `process.exit` waits for the engine's queries. What is stored and what is in the journal survive a kill. */
function endNow(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** Each step has its time, so that one that hangs or fails does not keep the later ones from happening. */
export async function shutDown(
  { live, ingest, store }: Pick<Runtime, 'live' | 'ingest' | 'store'>,
  stopClients: () => Promise<void>,
): Promise<void> {
  live.close();
  await within(CLIENTS_MS, 'The mock exchange has not sent all its spans', stopClients());
  await within(
    INGEST_MS,
    'Not all spans that were taken in are stored; their clients will send them again',
    ingest.close(),
  );
  await store.close();
}

async function within(ms: number, otherwise: string, step: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms);
  });
  const failed = (error: unknown) => console.error(otherwise, error);
  const outcome = await Promise.race([step.catch(failed), late]);
  clearTimeout(timer);
  if (outcome === 'late') console.error(`${otherwise} (waited for ${ms / 1000} s).`);
}
