import type { Runtime } from './runtime';

/** The process is gone within ten seconds of the signal, whatever hangs. */
const DEADLINE_MS = 9_000;

/**
 * On SIGTERM or SIGINT: ends the event streams, lets `stopClients` finish what they send, stores what was taken in, closes the
 * store, exits. A second signal exits at once. Next's own handling is off (`NEXT_MANUAL_SIG_HANDLE`): it waits for open
 * streams for ever, and exiting in the middle of an insert crashes the engine.
 */
export function shutDownOnSignal(runtime: Runtime, stopClients: () => Promise<void>): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    console.log(`${signal}: storing what was taken in, then stopping.`);
    setTimeout(() => {
      console.error('Stopping took too long; what was not acknowledged yet will be sent again by its clients.');
      process.exit(1);
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

async function shutDown({ live, ingest, store }: Runtime, stopClients: () => Promise<void>): Promise<void> {
  live.close();
  await stopClients();
  await ingest.close();
  await store.close();
}
