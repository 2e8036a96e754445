/** The two functions of `window` that frames need; tests pass their own. */
export interface FrameSource {
  requestAnimationFrame(callback: () => void): number;
  cancelAnimationFrame(handle: number): void;
}

export interface FrameScheduler {
  /** Runs the work in the next frame; asked several times before that, it still runs once. */
  readonly request: () => void;
  /** Takes back what was requested, if anything was. */
  readonly cancel: () => void;
}

/** Runs `work` at most once a frame, and only in frames for which it was requested. */
export function frameScheduler(work: () => void, frames: FrameSource): FrameScheduler {
  let handle: number | null = null;
  return {
    request() {
      handle ??= frames.requestAnimationFrame(() => {
        handle = null;
        work();
      });
    },
    cancel() {
      if (handle !== null) frames.cancelAnimationFrame(handle);
      handle = null;
    },
  };
}
