import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';

const run = promisify(execFile);
const RESTING = { symbol: 'ETHUSDT', side: 'buy', type: 'limit', price: '2000.00', quantity: '0.5' };

/** The block of commands under a heading of the README, for this server. */
async function commandsOf(heading: string, baseURL: string): Promise<string> {
  const readme = await readFile('README.md', 'utf8');
  const block = readme.split(`## ${heading}\n`)[1]?.split('```')[1] ?? '';
  return block.replaceAll('localhost:3000', new URL(baseURL).host);
}

test('the three commands of the README log in, place an order and report positions', async ({ baseURL = '' }) => {
  const commands = await commandsOf('Trade on the mock exchange', baseURL);
  const { stdout } = await run('bash', ['-c', `set -e\n${commands.trim().split('\n').join('\necho\n')}`]);
  const [order, report] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(order).toMatchObject({ symbol: 'BTCUSDT', side: 'buy', type: 'market', quantity: '0.1', state: 'accepted' });
  expect(report.wallets.map(({ currency }: { currency: string }) => currency)).toEqual(
    expect.arrayContaining(['BTC', 'USDT']),
  );
});

test('an order of the API is cancelled, which its trace shows down to the database', async ({ request }) => {
  const credentials = { username: 'demo_fund', password: 'demo123' };
  const { token } = await (await request.post('/auth/login', { data: credentials })).json();
  const headers = { authorization: `Bearer ${token}` };
  const placed = await (await request.post('/v1/order', { headers, data: RESTING })).json();
  const path = `/v1/order/${placed.orderId}`;
  const stateOf = async () => (await (await request.get(path, { headers })).json()).state;

  expect((await request.delete(path, { headers })).status()).toBe(202);
  await expect.poll(stateOf).toBe('cancelled');
  const late = await request.delete(path, { headers });
  expect([late.status(), (await late.json()).reason]).toEqual([409, 'too_late_to_cancel']);

  const search = new URLSearchParams({ q: 'db.system.name=sqlite db.collection.name=order', limit: '100' });
  const tracesWithDatabase = async () => {
    const { traces } = await (await request.get(`/api/search?${search}`)).json();
    return traces.map((trace: { traceId: string }) => trace.traceId);
  };
  await expect.poll(tracesWithDatabase).toContain(placed.traceId);
});
