import { propagation, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import type { Query } from '../database/database';
import type { Service } from '../messaging/service';
import type { Around } from '../messaging/service-faults';
import type { startPipeline } from '../pipeline';
import { type FaultName, LOST_SPAN, SIZES, SKEWED_HOST } from './fault-catalogue';
import type { Habits } from './order-source';

/** What faults are planted in. */
export interface World extends Pick<ReturnType<typeof startPipeline>, 'seams' | 'market' | 'clock'> {
  readonly habits: Habits;
}

/** Plants a fault. @returns the function that takes it out again. */
export type Plant = (world: World) => () => void;

/** The latest order of a user but so many: one row, from the index. */
const LOOKUP = 'SELECT notional FROM "order" WHERE user_id = ? ORDER BY seq DESC LIMIT 1 OFFSET ?';

/** How each fault is planted. Only what was planted is taken out: another fault at the same venue stays. */
export const PLANTS: Readonly<Record<FaultName, Plant>> = {
  'slow-venue': ({ market }) => {
    const { addLatency } = market.faultsOf('binance');
    addLatency(SIZES.slowVenueMs);
    return () => addLatency(0);
  },
  'slow-risk-check': ({ seams }) =>
    seams.services.plant('risk-manager', 'check_risk', async (service, body) => {
      await service.clock.sleep(SIZES.slowRiskMs);
      return body();
    }),
  'n-plus-one': ({ seams }) => seams.services.plant('wallet-service', 'check_balance', lookups(seams.database)),
  'lock-convoy': ({ seams }) => seams.services.plant('order-manager', 'create_order', oneAtATime()),
  'error-storm': ({ market }) => {
    const { rejectOrders } = market.faultsOf('binance');
    rejectOrders(SIZES.errorShare);
    return () => rejectOrders(0);
  },
  'silent-service': ({ seams }) => seams.services.silence('risk-manager'),
  'clock-skew': ({ seams }) => {
    seams.exports.skewMs.set(SKEWED_HOST, SIZES.skewMs);
    return () => void seams.exports.skewMs.delete(SKEWED_HOST);
  },
  'lost-parents': ({ seams }) => {
    seams.exports.lost.add(LOST_SPAN);
    return () => void seams.exports.lost.delete(LOST_SPAN);
  },
  'duplicate-exports': ({ seams }) => {
    seams.exports.copies = 2;
    return () => {
      seams.exports.copies = 1;
    };
  },
  'disconnecting-feed': ({ market, clock }) => {
    const { disconnect } = market.faultsOf('binance');
    let cancel = () => {};
    const again = () => {
      disconnect('market', 'feed maintenance');
      cancel = clock.background(SIZES.disconnectEveryMs, again);
    };
    again();
    return () => cancel();
  },
  'sequence-gaps': ({ market }) => {
    const { dropEvery } = market.faultsOf('binance');
    dropEvery(SIZES.gapEvery);
    return () => dropEvery(0);
  },
  'bad-frames': ({ market }) => {
    const { duplicateEvery, malformEvery } = market.faultsOf('binance');
    duplicateEvery(SIZES.duplicateEvery);
    malformEvery(SIZES.malformedEvery);
    return () => {
      duplicateEvery(0);
      malformEvery(0);
    };
  },
  'overfull-batch': ({ seams }) => {
    seams.limitBatches({ orders: SIZES.batchOrders, waitMs: SIZES.batchWaitMs });
    return () => seams.limitBatches(null);
  },
  retries: ({ seams }) => seams.services.plant('order-manager', 'publish_event', afterFailures),
  'cancel-fill-race': ({ habits }) => {
    habits.cancelRace = true;
    return () => {
      habits.cancelRace = false;
    };
  },
  'wallet-insufficient': ({ habits }) => {
    habits.poorClient = true;
    return () => {
      habits.poorClient = false;
    };
  },
  'dead-venue': ({ market }) => {
    const { die, revive } = market.faultsOf('kraken');
    void die();
    return revive;
  },
};

/** One query after the other where one for all would do. */
function lookups(database: World['seams']['database']): Around {
  let query: Query<{ notional: bigint }> | null = null;
  return async (service, body) => {
    query ??= database.tracedBy(service).query('SELECT', 'order', LOOKUP);
    const user = propagation.getBaggage(contexts.active())?.getEntry('user.id')?.value ?? '';
    for (let index = 0; index < SIZES.lookups; index++) {
      query.get(user, index);
      await service.work(0.5, 1);
    }
    return body();
  };
}

/** A lock around everything, where the work of different orders has nothing to do with each other. */
function oneAtATime(): Around {
  let last = Promise.resolve();
  return async (service, body) => {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    const settings = { kind: SpanKind.INTERNAL, attributes: { 'lock.name': 'orders' } };
    try {
      await service.span('acquire_lock', settings, () => before);
      await service.clock.sleep(SIZES.lockHeldMs);
      return await body();
    } finally {
      resolve();
    }
  };
}

const afterFailures: Around = async (service, body) => {
  for (const [index, waitMs] of SIZES.retryWaitsMs.entries()) {
    await fail(service, index + 1);
    await service.clock.sleep(waitMs);
  }
  return service.span('publish_attempt', attempt(SIZES.retryWaitsMs.length + 1), body);
};

function fail(service: Service, number: number): Promise<void> {
  return service.span('publish_attempt', attempt(number), async (span) => {
    await service.work(1, 2);
    span.setStatus({ code: SpanStatusCode.ERROR, message: 'The broker did not acknowledge the message.' });
  });
}

function attempt(number: number) {
  return { kind: SpanKind.INTERNAL, attributes: { 'retry.attempt': number } };
}
