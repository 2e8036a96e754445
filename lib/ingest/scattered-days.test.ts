import { expect, it } from 'vitest';
import type { Span } from '@/lib/otlp/model';
import { MAX_DAYS, refuseScatteredDays } from './scattered-days';

const spansOnDays = (count: number) =>
  Array.from({ length: count }, (_, day) => ({ startTimeUnixNano: BigInt(day) * 86_400_000_000_000n }) as Span);

it('takes as many days as an archive may have', () => {
  expect(() => refuseScatteredDays([...spansOnDays(MAX_DAYS), ...spansOnDays(MAX_DAYS)])).not.toThrow();
});

it('refuses one day more, and says what to do', () => {
  expect(() => refuseScatteredDays(spansOnDays(MAX_DAYS + 1))).toThrow(/40 different days.*fewer days at once/);
});
