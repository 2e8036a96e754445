import { setTimeout as sleep } from 'node:timers/promises';

const SECONDS = 30;
/** The first seconds compile code and fill pools. */
const WARM_UP_SECONDS = 5;
const DRAIN_SECONDS = 30;
/**
 * Runs beside the load: who asks for exactly what is to be shown can only come near it, and 2,000 is the most that the load can
 * be asked for. More than a hundred, so that these orders go together like the others.
 */
const BESIDE = { scenario: 'calm-market', ordersPerSecond: 110 };

export interface LoadFigures {
  /** Orders a second that were asked for. */
  readonly asked: number;
  /** Orders a second, over the whole load after the warm-up. */
  readonly rate: number;
  /** In the slowest second. */
  readonly slowest: number;
  readonly spansEnded: number;
  readonly spansStored: number;
  /** Seconds from the end of the load until every order had ended and every span was stored. */
  readonly drainSeconds: number;
}

interface State {
  readonly spans: { readonly ended: number; readonly exported: number; readonly failed: number };
}

/** Asks a running Fillpath for a little more than so many orders a second, watches what it does, and waits until all spans are stored. */
export async function measureLoad(url: string, ordersPerSecond: number): Promise<LoadFigures> {
  const before = (await state(url)).spans;
  await setLoad(url, ordersPerSecond);
  const { ordersPerSecond: beside, scenario } = BESIDE;
  const durationSeconds = 2 * (WARM_UP_SECONDS + SECONDS);
  await ask(url, 'POST', `scenarios/${scenario}`, { ordersPerSecond: beside, durationSeconds });
  const seconds: number[] = [];
  await sleep(WARM_UP_SECONDS * 1000);
  const first = await orders(url);
  let last = first;
  for (let second = 0; second < SECONDS; second++) {
    await sleep(1000);
    const now = await orders(url);
    seconds.push(rateBetween(last, now));
    last = now;
  }
  const ended = performance.now();
  await setLoad(url, 0);
  await ask(url, 'DELETE', 'run');
  let { spans } = await state(url);
  while (spans.exported < spans.ended && performance.now() - ended < DRAIN_SECONDS * 1000) {
    await sleep(200);
    ({ spans } = await state(url));
  }
  return {
    asked: ordersPerSecond + beside,
    rate: rateBetween(first, last),
    slowest: Math.min(...seconds),
    spansEnded: spans.ended - before.ended,
    spansStored: spans.exported - before.ended,
    drainSeconds: (performance.now() - ended) / 1000,
  };
}

/** How many orders had come in at a moment. */
interface Orders {
  readonly orderCount: number;
  readonly atUnixNano: string;
}

function rateBetween(before: Orders, after: Orders): number {
  const seconds = Number(BigInt(after.atUnixNano) - BigInt(before.atUnixNano)) / 1e9;
  return (after.orderCount - before.orderCount) / seconds;
}

const orders = (url: string) => get<Orders>(`${url}/api/exchange/orders?limit=1`);
const state = (url: string) => get<State>(`${url}/api/exchange`);

async function get<Answer>(url: string): Promise<Answer> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`GET ${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

function setLoad(url: string, ordersPerSecond: number): Promise<void> {
  return ask(url, 'PUT', 'load', { ordersPerSecond });
}

async function ask(url: string, method: string, what: string, body: object = {}): Promise<void> {
  const answer = await fetch(`${url}/api/exchange/${what}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method === 'DELETE' ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} /api/exchange/${what} answered ${answer.status}: ${await answer.text()}`);
}
