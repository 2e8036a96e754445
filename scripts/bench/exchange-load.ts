import { setTimeout as sleep } from 'node:timers/promises';

const SECONDS = 30;
/** The first seconds compile code and fill pools. */
const WARM_UP_SECONDS = 5;
const DRAIN_SECONDS = 30;

export interface LoadFigures {
  /** Orders a second, over the whole load after the warm-up. */
  readonly rate: number;
  /** In the slowest second. */
  readonly slowest: number;
  readonly spansEnded: number;
  readonly spansStored: number;
  /** Seconds from the end of the load until every span was stored. */
  readonly drainSeconds: number;
}

interface State {
  readonly load: { readonly achieved: number };
  readonly spans: { readonly ended: number; readonly exported: number; readonly failed: number };
}

/** Asks a running Fillpath for so many orders a second, watches what it does, and waits until all their spans are stored. */
export async function measureLoad(url: string, ordersPerSecond: number): Promise<LoadFigures> {
  const before = (await state(url)).spans;
  await setLoad(url, ordersPerSecond);
  const seconds: number[] = [];
  for (let second = 0; second < WARM_UP_SECONDS + SECONDS; second++) {
    await sleep(1000);
    if (second >= WARM_UP_SECONDS) seconds.push((await state(url)).load.achieved);
  }
  await setLoad(url, 0);
  const ended = performance.now();
  let { spans } = await state(url);
  while (spans.exported < spans.ended && performance.now() - ended < DRAIN_SECONDS * 1000) {
    await sleep(200);
    ({ spans } = await state(url));
  }
  return {
    rate: seconds.reduce((sum, rate) => sum + rate, 0) / seconds.length,
    slowest: Math.min(...seconds),
    spansEnded: spans.ended - before.ended,
    spansStored: spans.exported - before.ended,
    drainSeconds: (performance.now() - ended) / 1000,
  };
}

async function state(url: string): Promise<State> {
  const answer = await fetch(`${url}/api/exchange`);
  if (!answer.ok) throw new Error(`GET /api/exchange answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as State;
}

async function setLoad(url: string, ordersPerSecond: number): Promise<void> {
  const answer = await fetch(`${url}/api/exchange/load`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ordersPerSecond }),
  });
  if (!answer.ok) throw new Error(`PUT /api/exchange/load answered ${answer.status}: ${await answer.text()}`);
}
