import type { ExchangeFeed, ExchangeScenario } from '@/lib/api/exchange-contract';

/** A scenario for tests, with what a test cares about. */
export function scenarioOf(part: Partial<ExchangeScenario> = {}): ExchangeScenario {
  return {
    name: 'steady',
    title: 'Steady trading',
    description: 'Orders at an even rate.',
    flows: ['batched'],
    faults: [],
    ordersPerSecond: 50,
    durationSeconds: 30,
    seed: 7,
    ...part,
  };
}

/** A healthy feed for tests, with what a test cares about. */
export function feedOf(part: Partial<ExchangeFeed> = {}): ExchangeFeed {
  return {
    venue: 'binance',
    state: 'subscribed',
    reason: '',
    messages: 1_200,
    messagesPerSecond: 40,
    gaps: 0,
    duplicates: 0,
    outOfOrder: 0,
    parseErrors: 0,
    heartbeatsMissed: 0,
    reconnects: 0,
    ageP50Ms: 1.25,
    ageP99Ms: 8,
    staleSymbols: [],
    qualityScore: 100,
    ...part,
  };
}
