import { FillpathError } from '@/lib/base/errors';
import { createRng } from '@/lib/base/rng';
import { SYMBOLS } from '../market/instruments';
import type { startPipeline } from '../pipeline';
import { type SpanCounts, waitingOf } from '../span-export';
import { venueOf } from '../venues/venues';
import { FaultSwitches, faultNamed } from './fault-switches';
import { type FeedView, feedView } from './feed-view';
import { Load } from './load';
import { type Habits, OrderSource } from './order-source';
import { Run, type RunReport } from './run';
import { SCENARIOS, type Scenario } from './scenario-catalogue';
import { SimulatedClients } from './simulated-clients';

/** The most that the load can be set to, in orders a second. */
export const MAX_LOAD = 2_000;
const MAX_DURATION_S = 3_600;
const MAX_COUNT = 100;
/** With more than this under way nothing is added. What is waiting to be exported has room in every service's queue. */
const MOST = { messages: 20_000, spans: 40_000 };
/** What is under way at the end of a scenario has so long to end: an order at a dead venue needs ten seconds. */
const CONCLUDE_MS = 30_000;

/** A flow that the page can start. */
export interface StartableFlow {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  start(): Promise<FlowOutcome>;
}

/** What a flow says that it has started; null for a trace that is not recorded. */
export interface FlowOutcome {
  readonly traceIds: (string | null)[];
  readonly orderIds: string[];
}

export interface StartedFlow {
  readonly traceIds: string[];
  /** Traces that began but are not recorded (sampling). */
  readonly tracesNotRecorded: number;
  readonly orderIds: string[];
}

export interface ScenarioChanges {
  readonly ordersPerSecond?: number | undefined;
  readonly durationSeconds?: number | undefined;
  readonly seed?: number | undefined;
}

/** What `/exchange` shows; plain data. The shape of `exchangeState` in lib/api/exchange-contract.ts. */
export interface ControlState {
  readonly flows: Omit<StartableFlow, 'start'>[];
  readonly faults: ReturnType<FaultSwitches['list']>;
  readonly scenarios: (Omit<Scenario, 'flows' | 'faults'> & { flows: string[]; faults: string[] })[];
  readonly run: RunReport | null;
  readonly load: { readonly ordersPerSecond: number; readonly achieved: number; readonly limit: number };
  readonly sampling: number;
  readonly feeds: FeedView[];
  readonly symbols: { readonly symbol: string; readonly venue: string }[];
  readonly spans: Record<'ended' | 'exported' | 'failed' | 'withheld', number>;
  readonly openOrders: number;
  /** Where clients enter orders over WebSocket; null while nobody listens there. */
  readonly orderEntry: string | null;
}

export interface ControlParts {
  readonly pipeline: ReturnType<typeof startPipeline>;
  readonly flows: readonly StartableFlow[];
  readonly spans: () => SpanCounts;
  readonly seed: number;
  readonly onFault: (error: unknown) => void;
}

/** What is done to the exchange from outside: flows, faults, load, sampling and scenarios. Throws FillpathErrors. */
export function createControl({ pipeline, flows, spans, seed, onFault }: ControlParts) {
  const { clock, gateway, account, sampler } = pipeline;
  const { submitOrders } = pipeline.flows;
  const habits: Habits = { cancelRace: false, poorClient: false };
  const faults = new FaultSwitches({ ...pipeline, habits });
  const clients = new SimulatedClients({ clock, gateway, account, submitOrders, onFault });
  const slider = loadOf(seed);
  let run: Run | null = null;
  let runLoad: Load | null = null;
  let starting = false;
  /** A load that waits for the clients counts only if it is still the latest that was asked for. */
  let loadsAsked = 0;
  let closed = false;

  function loadOf(chance: number): Load {
    const source = new OrderSource(createRng(chance), SimulatedClients.count, habits);
    return new Load({ clock, source, clients, congested, alone: () => faults.needAlone });
  }

  function congested(): boolean {
    return pipeline.inFlight() >= MOST.messages || waitingOf(spans()) >= MOST.spans;
  }

  function flowNamed(name: string): StartableFlow {
    const found = flows.find((flow) => flow.name === name);
    if (found) return found;
    throw new FillpathError('not-found', `There is no flow "${name}". Use one of ${namesOf(flows)}.`);
  }

  /** The load of the slider waits meanwhile: with orders on their way nothing can add up. */
  async function conclude(): Promise<string[]> {
    const goOn = slider.pause();
    let callOff = () => {};
    const waiting = new AbortController();
    const late = new Promise<'late'>((resolve) => {
      callOff = clock.after(CONCLUDE_MS, () => resolve('late'));
    });
    try {
      const ended = await Promise.race([quiet(waiting.signal), late]);
      if (ended !== 'late') return pipeline.reconcile();
      const left = pipeline.inFlight();
      return [`Nothing could be compared: ${left} messages were still under way after ${CONCLUDE_MS / 1000} s.`];
    } finally {
      callOff();
      waiting.abort();
      goOn();
    }
  }

  /** What is answered late may still have to be cancelled. Aborted, it leaves the orders of the load that goes on alone. */
  async function quiet(signal: AbortSignal): Promise<void> {
    do {
      await clients.cancelDue(true);
      await pipeline.idle();
    } while (clients.pending > 0 && !signal.aborted);
  }

  return {
    state(): ControlState {
      const { ended, exported, failed, dropped, withheld } = spans();
      return {
        flows: flows.map(({ name, title, description }) => ({ name, title, description })),
        faults: faults.list(),
        scenarios: SCENARIOS.map((each) => ({ ...each, flows: [...each.flows], faults: [...each.faults] })),
        run: run?.report() ?? null,
        load: { ordersPerSecond: slider.asked, achieved: slider.achieved, limit: MAX_LOAD },
        sampling: sampler.ratio,
        feeds: pipeline.market.feeds().map(feedView),
        symbols: SYMBOLS.map((symbol) => ({ symbol, venue: venueOf(symbol) })),
        spans: { ended, exported, failed: failed + dropped, withheld },
        openOrders: pipeline.openOrders(),
        orderEntry: pipeline.orderEntry.url,
      };
    },

    /** Starts a flow so many times at once. @throws FillpathError `not-found`, `invalid-input`. */
    async startFlow(name: string, count: number): Promise<StartedFlow> {
      const flow = flowNamed(name);
      within('count', count, 1, MAX_COUNT);
      if (!Number.isInteger(count)) throw invalid(`count must be a whole number, not ${count}.`);
      const started = await Promise.all(Array.from({ length: count }, () => flow.start()));
      const begun = started.flatMap(({ traceIds }) => traceIds);
      const traceIds = begun.filter((traceId) => traceId !== null);
      return {
        traceIds,
        tracesNotRecorded: begun.length - traceIds.length,
        orderIds: started.flatMap(({ orderIds }) => orderIds),
      };
    },

    /** @throws FillpathError `not-found`. */
    setFault(name: string, active: boolean): void {
      faults.set(faultNamed(name), active);
    },

    /** @throws FillpathError `invalid-input`. */
    async setLoad(ordersPerSecond: number): Promise<void> {
      within('ordersPerSecond', ordersPerSecond, 0, MAX_LOAD);
      const asked = ++loadsAsked;
      if (ordersPerSecond > 0) await clients.ready();
      if (asked === loadsAsked && !closed) slider.setRate(ordersPerSecond);
    },

    /** For the traces that begin from now on. @throws FillpathError `invalid-input`. */
    setSampling(ratio: number): void {
      within('ratio', ratio, 0, 1);
      sampler.ratio = ratio;
    },

    /** Resolves once it has begun. @throws FillpathError `not-found`, `invalid-input`; `conflict` while another runs. */
    async startScenario(name: string, changes: ScenarioChanges): Promise<void> {
      const scenario = changed(scenarioNamed(name), changes);
      for (const flow of scenario.flows) flowNamed(flow);
      if (starting || run?.isRunning) {
        const what = run?.isRunning ? `"${run.report().scenario}" is still running` : 'another one is starting';
        throw new FillpathError('conflict', `One scenario runs at a time, and ${what}. Stop it or wait for its end.`);
      }
      starting = true;
      try {
        await clients.ready();
        if (closed) throw new FillpathError('unavailable', 'The exchange is stopping and starts no scenario.');
        const startFlow = (flow: string) => flowNamed(flow).start();
        runLoad = loadOf(scenario.seed);
        run = new Run(scenario, { clock, load: runLoad, faults, startFlow, conclude, onFault });
      } finally {
        starting = false;
      }
    },

    /** Stops the scenario that runs, or waits for its end when it is being concluded. @throws FillpathError `conflict` when none does. */
    async stopRun(): Promise<void> {
      if (!run?.isRunning) {
        throw new FillpathError(
          'conflict',
          'No scenario is running, so there is none to stop. Start one with POST /api/exchange/scenarios/{name}.',
        );
      }
      await run.end('stopped');
    },

    /** Ends load and scenario and takes every fault out. */
    close(): void {
      closed = true;
      slider.close();
      runLoad?.close();
      void run?.end('stopped');
      faults.healAll();
    },
  };
}

function scenarioNamed(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (found) return found;
  throw new FillpathError('not-found', `There is no scenario "${name}". Use one of ${namesOf(SCENARIOS)}.`);
}

function changed(scenario: Scenario, { ordersPerSecond, durationSeconds, seed }: ScenarioChanges): Scenario {
  const result = {
    ...scenario,
    ...(ordersPerSecond === undefined ? {} : { ordersPerSecond }),
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
    ...(seed === undefined ? {} : { seed }),
  };
  within('ordersPerSecond', result.ordersPerSecond, 0, MAX_LOAD);
  within('durationSeconds', result.durationSeconds, 0.1, MAX_DURATION_S);
  within('seed', result.seed, 0, Number.MAX_SAFE_INTEGER);
  return result;
}

function within(what: string, value: number, least: number, most: number): void {
  if (!(value >= least && value <= most)) throw invalid(`${what} must be from ${least} to ${most}, not ${value}.`);
}

function invalid(sentence: string): FillpathError {
  return new FillpathError('invalid-input', sentence);
}

function namesOf(named: readonly { readonly name: string }[]): string {
  return named.map(({ name }) => name).join(', ');
}
