import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peersResponse, problem } from '@/lib/api/contract';
import { type Runtime, setRuntime } from '@/lib/server/runtime';
import { openTestStore, TEST_START, type TestStore, testSpan } from '@/lib/store/test-support';
import { GET } from './route';

const HOUR = 3_600_000_000_000n;

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  setRuntime({ store: test.store } as Runtime);
  await test.writer.write(
    [100, 200, 300, 400].map((durationNanos) => testSpan({ service: 'risk', name: 'check', durationNanos })),
  );
}, 30_000);
afterAll(() => test.dispose());

async function ask(params: Readonly<Record<string, string>>): Promise<Response> {
  return GET(new Request(`http://localhost/api/peers?${new URLSearchParams(params)}`), { params: Promise.resolve({}) });
}

const RANGE = { start: String(TEST_START), end: String(TEST_START + HOUR) };
const QUESTION = { service: 'risk', operation: 'check', durationNano: '300', ...RANGE };
const refusal = async (params: Readonly<Record<string, string>>) => {
  const response = await ask(params);
  return [response.status, problem.parse(await response.json()).detail];
};

describe('GET /api/peers', () => {
  it('says where a length stands among those of its operation, and over which range', async () => {
    const answer = peersResponse.parse(await (await ask(QUESTION)).json());
    expect(answer).toMatchObject({
      startUnixNano: RANGE.start,
      endUnixNano: RANGE.end,
      count: 4,
      shorter: 2,
      alike: 1,
      p50: 200,
      max: 400,
    });
    expect(answer.bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(4);
  });

  it('looks at the last hour unless told otherwise', async () => {
    const answer = peersResponse.parse(await (await ask({ service: 'risk', durationNano: '1' })).json());
    expect(BigInt(answer.endUnixNano) - BigInt(answer.startUnixNano)).toBe(HOUR);
    expect(answer.count).toBe(0);
  });

  it.each(['', '-1', '1.5', 'x', '9007199254740993'])('refuses "%s" as a duration', async (durationNano) => {
    expect(await refusal({ ...QUESTION, durationNano })).toEqual([
      400,
      '"durationNano" must be a whole number of nanoseconds up to 2^53, such as 4891234.',
    ]);
  });

  it('refuses more than a day', async () => {
    const end = String(TEST_START + 24n * HOUR + 1n);
    expect(await refusal({ ...QUESTION, end })).toEqual([400, 'The range is longer than 24 hours. Ask for less.']);
  });
});
