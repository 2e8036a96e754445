import type { ExchangeScenario, StartScenario } from '@/lib/api/exchange-contract';

/** What stands in the fields of a scenario's settings. */
export interface ScenarioDraft {
  readonly ordersPerSecond: string;
  readonly durationSeconds: string;
  readonly seed: string;
}

export type ScenarioErrors = Partial<Record<keyof ScenarioDraft, string>>;

export const LONGEST_SECONDS = 3600;

/** The scenario's own settings. */
export function draftOf({ ordersPerSecond, durationSeconds, seed }: ExchangeScenario): ScenarioDraft {
  return { ordersPerSecond: String(ordersPerSecond), durationSeconds: String(durationSeconds), seed: String(seed) };
}

/** A sentence for each field that cannot be started with; {} when there is none. `limit`: orders a second at most. */
export function validateScenario(draft: ScenarioDraft, limit: number): ScenarioErrors {
  const errors: ScenarioErrors = {};
  const rate = numberIn(draft.ordersPerSecond);
  if (rate === null || rate <= 0 || rate > limit) errors.ordersPerSecond = `Enter a rate above 0, up to ${limit}.`;
  const duration = numberIn(draft.durationSeconds);
  if (duration === null || duration <= 0 || duration > LONGEST_SECONDS) {
    errors.durationSeconds = `Enter seconds above 0, up to ${LONGEST_SECONDS}.`;
  }
  const seed = numberIn(draft.seed);
  if (seed === null || !Number.isSafeInteger(seed)) errors.seed = 'Enter a whole number, 0 or more.';
  return errors;
}

/** What a valid draft changes of the scenario; {} when it starts as it is. */
export function changesIn(draft: ScenarioDraft, scenario: ExchangeScenario): StartScenario {
  const changes: StartScenario = {};
  for (const name of ['ordersPerSecond', 'durationSeconds', 'seed'] as const) {
    const value = Number(draft[name]);
    if (value !== scenario[name]) changes[name] = value;
  }
  return changes;
}

function numberIn(text: string): number | null {
  return /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
}
