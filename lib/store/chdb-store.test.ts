import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChdbStore } from './chdb-store';
import { openTestStore, type TestStore } from './test-support';

let test: TestStore;
beforeAll(async () => {
  process.env.TZ = 'America/New_York';
  test = await openTestStore();
});
afterAll(() => test.dispose());

it('keeps its days in UTC, so that a folder may move between time zones', async () => {
  expect(await test.store.select('SELECT timezone() AS zone')).toEqual([{ zone: 'UTC' }]);
});

describe('bound values', () => {
  it('come back as they were given, whatever characters they hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.string({ unit: fc.constantFrom("'", '\\', '\t', '\n', '\0', 'N', '{', 'é', '😀') })),
        async (text, list) => {
          const [row] = await test.store.select('SELECT {text:String} AS text, {list:Array(String)} AS list', {
            text,
            list,
          });
          expect(row).toEqual({ text, list });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('do not mix between queries that run side by side', async () => {
    const numbers = Array.from({ length: 100 }, (_, index) => index);
    const rows = await Promise.all(
      numbers.map((number) => test.store.select<{ number: number }>('SELECT {number:UInt32} AS number', { number })),
    );
    expect(rows.map(([row]) => row?.number)).toEqual(numbers);
  });
});

describe('a read', () => {
  it('may not look at files', async () => {
    await expect(test.store.select(`SELECT * FROM file('/etc/passwd', 'LineAsString')`)).rejects.toThrow(/readonly/i);
  });

  it('gives up after its time with advice', async () => {
    const slow = test.store.select('SELECT sum(sipHash64(number)) FROM numbers(1000000000000)', {}, { maxSeconds: 1 });
    await expect(slow).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringContaining('time range') });
  });

  it('refuses an answer that would not fit into memory as JSON', async () => {
    const large = test.store.select(`SELECT repeat('x', 1000000) AS text FROM numbers(300)`);
    await expect(large).rejects.toMatchObject({ kind: 'too-large' });
  }, 60_000);

  it('gives 64-bit integers whole', async () => {
    expect(await test.store.select('SELECT 18446744073709551615 AS big')).toEqual([{ big: '18446744073709551615' }]);
  });
});

it.each(['/dev/null/data', '/proc/nope', '/proc/1/x'])(
  'says of %s at once that it cannot be a data folder',
  (folder) => {
    expect(() => openChdbStore(folder)).toThrow(`The data folder ${folder} cannot be made or written (E`);
  },
);
