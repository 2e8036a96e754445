import { beforeEach, describe, expect, it } from 'vitest';
import { FillpathError } from '@/lib/base/errors';
import { FailedAttempts } from './failed-attempts';

let nowMs = 0;
let attempts: FailedAttempts;
beforeEach(() => {
  nowMs = 1_000_000;
  attempts = new FailedAttempts({ failures: 3, windowMs: 60_000, kinds: 2, now: () => nowMs });
});

const wrong = () => Promise.reject(new FillpathError('unauthorized', 'No such user and password.'));
const right = () => Promise.resolve('in');

/** How an attempt ends: its result, or the kind of its error. */
const outcome = (kind: string, attempt: () => Promise<string>) =>
  attempts.limit(kind, attempt).catch((error: FillpathError) => error.kind);

async function failThrice(kind: string): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) expect(await outcome(kind, wrong)).toBe('unauthorized');
}

describe('after as many failures as are allowed', () => {
  it('the next attempt is not even made, and is told how long to wait', async () => {
    await failThrice('ann');
    nowMs += 17_500;
    let made = false;
    const refused = attempts.limit('ann', () => {
      made = true;
      return right();
    });
    // The first failure leaves the window 42.5 seconds from now.
    await expect(refused).rejects.toMatchObject({ kind: 'overloaded', details: { retryAfterSeconds: 43 } });
    expect(made).toBe(false);
  });

  it('an attempt is free again when the first of them is a minute old, and then only one', async () => {
    await outcome('ann', wrong);
    nowMs += 20_000;
    await outcome('ann', wrong);
    await outcome('ann', wrong);
    nowMs += 39_999;
    expect(await outcome('ann', wrong)).toBe('overloaded');
    nowMs += 1;
    expect(await outcome('ann', wrong)).toBe('unauthorized');
    expect(await outcome('ann', wrong)).toBe('overloaded');
  });

  it('others get in', async () => {
    await failThrice('ann');
    expect(await outcome('bob', right)).toBe('in');
  });
});

it('a success makes earlier failures forgotten', async () => {
  for (let day = 0; day < 5; day++) {
    expect(await outcome('ann', wrong)).toBe('unauthorized');
    expect(await outcome('ann', wrong)).toBe('unauthorized');
    expect(await outcome('ann', right)).toBe('in');
  }
});

it('successes are not limited, however many come at once', async () => {
  expect(new Set(await Promise.all(Array.from({ length: 50 }, () => outcome('ann', right))))).toEqual(new Set(['in']));
});

it('guesses that are sent all at once learn no more than guesses in turn, not even which is right', async () => {
  const guesses = Array.from({ length: 20 }, (_, index) => outcome('ann', index === 12 ? right : wrong));
  const outcomes = await Promise.all(guesses);
  expect(outcomes.slice(0, 3)).toEqual(['unauthorized', 'unauthorized', 'unauthorized']);
  expect(new Set(outcomes.slice(3))).toEqual(new Set(['overloaded']));
});

it('what fails for another reason does not count', async () => {
  const broken = () => Promise.reject(new FillpathError('unavailable', 'Later.'));
  for (let attempt = 0; attempt < 5; attempt++) expect(await outcome('ann', broken)).toBe('unavailable');
  expect(await outcome('ann', right)).toBe('in');
});

it('remembers as many kinds as it may, those that failed last', async () => {
  await failThrice('ann');
  await outcome('bob', wrong);
  await outcome('cid', wrong);
  expect(await outcome('ann', wrong)).toBe('unauthorized');
  await failThrice('bob');
  await outcome('dan', wrong);
  expect(await outcome('bob', wrong)).toBe('overloaded');
});
