import { type Clock, toMillis, toUnixNano } from '../clock';
import type { FaultName } from './fault-catalogue';
import type { FaultSwitches } from './fault-switches';
import type { Load } from './load';
import type { Refusal } from './refusals';
import type { Scenario } from './scenario-catalogue';

/** How a scenario is doing, or did. */
export interface RunReport {
  readonly scenario: string;
  readonly startedAtUnixNano: string;
  readonly elapsedSeconds: number;
  readonly durationSeconds: number;
  readonly ordersSent: number;
  readonly ordersRejected: number;
  /** Why, and which cancellations were refused; the most frequent first. */
  readonly refusals: Refusal[];
  readonly ordersPerSecond: number;
  readonly ended: '' | 'finished' | 'stopped' | 'failed';
  readonly reconciliation: string[] | null;
}

export interface RunParts {
  readonly clock: Clock;
  readonly load: Load;
  readonly faults: FaultSwitches;
  readonly startFlow: (name: string) => Promise<unknown>;
  /** Lets what is under way end, and says what does not add up then. */
  readonly conclude: () => Promise<string[]>;
  readonly onFault: (error: unknown) => void;
}

const FLOWS_EVERY_MS = 1_000;

/** One scenario from its start to its reconciliation. It takes out only the faults that it planted itself. */
export class Run {
  private readonly startedAt: ReturnType<Clock['now']>;
  private readonly planted: FaultName[];
  private endedMs: number | null = null;
  private ending: Promise<void> | null = null;
  private ended: RunReport['ended'] = '';
  private reconciliation: string[] | null = null;
  private failed = false;
  private cancelTimers: (() => void)[] = [];

  constructor(
    private readonly scenario: Scenario,
    private readonly parts: RunParts,
  ) {
    const { clock, faults, load } = parts;
    this.startedAt = clock.now();
    this.planted = scenario.faults.filter((name) => !faults.isActive(name));
    for (const name of this.planted) faults.set(name, true);
    load.setRate(scenario.ordersPerSecond);
    this.cancelTimers.push(clock.after(scenario.durationSeconds * 1000, () => void this.end('finished')));
    if (scenario.flows.length > 0) this.startFlows();
  }

  /** Until its orders are concluded and reconciled, too. */
  get isRunning(): boolean {
    return this.ended === '';
  }

  report(): RunReport {
    const { load, clock } = this.parts;
    const { name, durationSeconds } = this.scenario;
    return {
      scenario: name,
      startedAtUnixNano: toUnixNano(this.startedAt),
      elapsedSeconds: ((this.endedMs ?? toMillis(clock.now())) - toMillis(this.startedAt)) / 1000,
      durationSeconds,
      ordersSent: load.sent,
      ordersRejected: load.refusals.orders,
      refusals: load.refusals.list(),
      ordersPerSecond: load.achieved,
      ended: this.ended,
      reconciliation: this.reconciliation,
    };
  }

  /** Ends the load, takes the faults out, waits for what is under way and reconciles. Who asks again waits as well. */
  end(how: 'finished' | 'stopped'): Promise<void> {
    return (this.ending ??= this.conclude(how));
  }

  private async conclude(how: 'finished' | 'stopped'): Promise<void> {
    const { clock, load, faults, conclude, onFault } = this.parts;
    this.endedMs = toMillis(clock.now());
    for (const cancel of this.cancelTimers) cancel();
    load.setRate(0);
    for (const name of this.planted) faults.set(name, false);
    try {
      this.reconciliation = await conclude();
    } catch (error) {
      this.failed = true;
      this.reconciliation = ['The books could not be compared; the log says why.'];
      onFault(error);
    }
    this.ended = this.failed ? 'failed' : how;
  }

  private startFlows(): void {
    const { clock, startFlow, onFault } = this.parts;
    for (const flow of this.scenario.flows) {
      startFlow(flow).catch((error: unknown) => {
        this.failed = true;
        onFault(error);
      });
    }
    const cancel = clock.after(FLOWS_EVERY_MS, () => this.startFlows());
    this.cancelTimers = [...this.cancelTimers.slice(0, 1), cancel];
  }
}
