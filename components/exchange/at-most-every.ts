export interface Repeated {
  /** Wants it done; what is asked for while it is done or waits is done once more, together. */
  readonly ask: () => void;
  /** Forgets what was asked for. */
  readonly stop: () => void;
}

/**
 * Does `work` whenever it is asked for, never twice at a time, and begins at the earliest `everyMs` after it ended. What fails is done
 * again after that time: nobody may ask a second time.
 */
export function atMostEvery(everyMs: number, work: () => Promise<unknown>): Repeated {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [asked, busy, endedMs] = [false, false, Number.NEGATIVE_INFINITY];

  const run = async () => {
    timer = undefined;
    asked = false;
    busy = true;
    const failed = await work().then(
      () => false,
      () => true,
    );
    busy = false;
    endedMs = Date.now();
    if (asked || (failed && !stopped)) plan();
  };
  const plan = () => {
    timer ??= setTimeout(() => void run(), Math.max(0, endedMs + everyMs - Date.now()));
  };
  let stopped = false;
  return {
    ask() {
      stopped = false;
      asked = true;
      if (!busy) plan();
    },
    stop() {
      stopped = true;
      asked = false;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
