import type { Browser, CDPSession, Page } from '@playwright/test';

export interface PageFigures {
  drawnMs: number;
  /** No task of more than 50 ms comes after it. */
  settledMs: number;
  framesPerSecond: number;
  frameP95Ms: number;
  inputP95Ms: number;
  /** NaN while the page has no find. */
  findMs: number;
  heapMegabytes: number;
}

const QUIET_MS = 1000;
const SWEEP_MS = 3000;
/** Of 20 inputs the p95 would be the slowest but one. */
const INPUT_TURNS = 10;
const WHEEL_TURNS = 60;
const WHEEL_PX = 240;

/** Opens a trace in a fresh browser context and does with it what a reader does. */
export async function measureTracePage(browser: Browser, url: string): Promise<PageFigures> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(observe);
    await page.goto(url);
    const { drawnMs, settledMs } = await page.evaluate(settled, QUIET_MS);
    const heapMegabytes = await heapAfterCollection(await context.newCDPSession(page));
    const frames = [...(await page.evaluate(sweepThrough, SWEEP_MS)), ...(await wheelFrames(page))];
    return {
      drawnMs,
      settledMs,
      framesPerSecond: (frames.length / frames.reduce((sum, frame) => sum + frame, 0)) * 1000,
      frameP95Ms: p95(frames),
      inputP95Ms: await inputDelay(page),
      findMs: await findDelay(page),
      heapMegabytes,
    };
  } finally {
    await context.close();
  }
}

interface Observed {
  longTaskEnds: number[];
  inputs: number[];
  frames: number[];
  /** The request of the next frame that is timed. */
  timing: number;
}

/** Runs in the page, before anything of it. */
function observe(): void {
  const seen: Observed = { longTaskEnds: [], inputs: [], frames: [], timing: 0 };
  Object.assign(window, { benchObserved: seen });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.longTaskEnds.push(task.startTime + task.duration);
  }).observe({ type: 'longtask', buffered: true });
}

/** Runs in the page: waits until the trace is drawn and nothing has been busy for a while. */
async function settled(quietMs: number): Promise<{ drawnMs: number; settledMs: number }> {
  const seen = (window as unknown as { benchObserved: Observed }).benchObserved;
  const drawn = () => performance.getEntriesByName('trace:drawn')[0]?.startTime;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const drawnMs = drawn();
    if (drawnMs === undefined) continue;
    const settledMs = Math.max(drawnMs, ...seen.longTaskEnds);
    if (performance.now() - settledMs > quietMs) return { drawnMs, settledMs };
  }
}

async function heapAfterCollection(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1e6;
}

/** Runs in the page: moves the rows from the first to the last, as one who drags the scroll bar does, and times the frames. */
async function sweepThrough(sweepMs: number): Promise<number[]> {
  const grid = document.querySelector('[role=treegrid]');
  const candidates = [...(grid?.querySelectorAll('*') ?? []), ...document.querySelectorAll('main *')];
  const scroller = candidates.find(
    (element) => element.scrollHeight > element.clientHeight + 200 && element.clientHeight > 200,
  );
  if (!scroller) throw new Error('No rows that scroll were found.');
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const started = await nextFrame();
  const frames: number[] = [];
  for (let last = started; last - started < sweepMs; ) {
    scroller.scrollTop = ((last - started) / sweepMs) * (scroller.scrollHeight - scroller.clientHeight);
    const now = await nextFrame();
    frames.push(now - last);
    last = now;
  }
  scroller.scrollTop = 0;
  return frames;
}

/** Turns the wheel over the rows, as often as the page takes it, and times the frames meanwhile. */
async function wheelFrames(page: Page): Promise<number[]> {
  const box = await page
    .locator('[role=treegrid]')
    .first()
    .evaluate((grid) => {
      const { x, y } = (grid.parentElement ?? grid).getBoundingClientRect();
      return { x, y };
    });
  await page.mouse.move(box.x + 100, box.y + 100);
  await page.evaluate(() => {
    const seen = (window as unknown as { benchObserved: Observed }).benchObserved;
    let last: number | null = null;
    const next = (now: number) => {
      if (last !== null) seen.frames.push(now - last);
      last = now;
      seen.timing = requestAnimationFrame(next);
    };
    seen.timing = requestAnimationFrame(next);
  });
  for (let turn = 0; turn < WHEEL_TURNS; turn++)
    await page.mouse.wheel(0, turn < WHEEL_TURNS / 2 ? WHEEL_PX : -WHEEL_PX);
  return page.evaluate(() => {
    const seen = (window as unknown as { benchObserved: Observed }).benchObserved;
    cancelAnimationFrame(seen.timing);
    return seen.frames;
  });
}

/** The smallest of the values that is not exceeded by more than 5 in 100 of them. */
export function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
}

/** Zoom in and out, fold and unfold, select: the time from each key to the next frame that is shown (Event Timing, steps of 8 ms). */
async function inputDelay(page: Page): Promise<number> {
  await page.evaluate(() => {
    const seen = (window as unknown as { benchObserved: Observed }).benchObserved;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') seen.inputs.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  await page.locator('[role=treegrid] [role=row][tabindex="0"]').first().focus();
  const keys = ['+', '+', '-', '0', 'ArrowLeft', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'Enter', 'Escape'];
  let pressed = 0;
  for (let turn = 0; turn < INPUT_TURNS; turn++) {
    for (const key of keys) {
      await page.keyboard.press(key);
      pressed++;
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))));
    }
  }
  const inputs = await page.evaluate(() => (window as unknown as { benchObserved: Observed }).benchObserved.inputs);
  // What took less than 16 ms is not reported.
  return p95([...inputs, ...Array.from({ length: Math.max(0, pressed - inputs.length) }, () => 16)]);
}

async function findDelay(page: Page): Promise<number> {
  const field = page.getByRole('searchbox', { name: 'Find in this trace' });
  if ((await field.count()) === 0) return Number.NaN;
  await page.evaluate(() => performance.clearMarks('trace:found'));
  await field.fill('operation-3');
  return page.evaluate(async () => {
    for (;;) {
      const mark = performance.getEntriesByName('trace:found').at(-1) as PerformanceMark | undefined;
      if (mark) return (mark.detail as { milliseconds: number }).milliseconds;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
}
