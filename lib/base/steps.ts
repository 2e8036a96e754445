/** Work in steps: yields the share that is done (0 to 1) wherever it may pause, and returns its result. */
export type Steps<Result> = Generator<number, Result, void>;

/** Long enough to get something done, short enough that a frame is not missed by much. */
const SLICE_MS = 12;

export interface StepRunner {
  /** Milliseconds on any clock that does not go back. */
  readonly now: () => number;
  /** Resolves when other work had its turn. */
  readonly pause: () => Promise<void>;
}

const RUNNER: StepRunner = {
  now: () => performance.now(),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
};

/** Does all the work at once. */
export function finishSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Does the work in slices of about 12 ms with pauses between them, so that a page stays responsive without a copy of the
 * data in a worker. No step should take longer than a slice. Work that fits into one slice is never paused.
 *
 * @param onProgress told the share that is done before each pause.
 * @returns the result, or null when `signal` was aborted before it was there.
 */
export async function runSteps<Result>(
  steps: Steps<Result>,
  signal: AbortSignal,
  onProgress: (done: number) => void = () => {},
  { now, pause }: StepRunner = RUNNER,
): Promise<Result | null> {
  let sliceEnd = now() + SLICE_MS;
  while (!signal.aborted) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (now() < sliceEnd) continue;
    onProgress(step.value);
    await pause();
    sliceEnd = now() + SLICE_MS;
  }
  return null;
}
