import type {
  ExchangeBook,
  ExchangeFault,
  ExchangeFeed,
  ExchangeFlow,
  ExchangeScenario,
} from '@/lib/api/exchange-contract';

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

/** A flow for tests. */
export function flowOf(part: Partial<ExchangeFlow> = {}): ExchangeFlow {
  return { name: 'batched', title: 'Batched order flow', description: 'Orders are merged into batches.', ...part };
}

/** A fault for tests, not planted. */
export function faultOf(part: Partial<ExchangeFault> = {}): ExchangeFault {
  return {
    name: 'slow-venue',
    title: 'Slow venue',
    description: 'The venue answers late.',
    truth: '4,890 ms longer at binance.',
    active: false,
    ...part,
  };
}

/** A book for tests: 0.50 bid at 99.00, 0.25 offered at 101.00. */
export function bookOf(part: Partial<ExchangeBook> = {}): ExchangeBook {
  return {
    symbol: 'BTCUSDT',
    venue: 'binance',
    bids: [{ price: '99.00', quantity: '0.50', orders: 1 }],
    asks: [{ price: '101.00', quantity: '0.25', orders: 2 }],
    last: { price: '101.00', quantity: '0.10', atUnixNano: '1767348000000000000' },
    ...part,
  };
}
