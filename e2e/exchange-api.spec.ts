import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type APIRequestContext, expect, test } from '@playwright/test';

const run = promisify(execFile);
/** What the flows are to be seen by, flow after flow. */
const SPANS = `
  order_lifecycle, receive_order, validate_order, check_risk, route_order, execute_on_exchange, confirm_order,
  order.process, order_gateway.receive, risk_service.check, execution_service.execute, exchange.connect,
  exchange.send_order, notification_service.notify,
  client_order_received, order_manager_processing, order_batching, algorithm_processing, exchange_order_send,
  external_exchange_ws_send, external_exchange_ws_recv, exchange_fill_received, fill_matching, client_order_update,
  order_completed,
  POST /auth/login, authenticate, SELECT user, generate_token, POST /v1/order, verify_token, check_balance, create_order,
  INSERT order, publish_event, match_order, GET /reports/positions,
  ws.connect, market_data.session, arbitrage.execute, strategy.signal,
  place_order, order_entry.login, order_entry.send, order_entry.place_order`
  .split(',')
  .map((name) => name.trim());
const RESTING = { symbol: 'ETHUSDT', side: 'buy', type: 'limit', price: '2000.00', quantity: '0.5' };

const TRADE = 'Trade on the mock exchange';

/** A block of commands under a heading of the README, the first unless said otherwise, for this server. */
async function commandsOf(heading: string, baseURL: string, nth = 1): Promise<string> {
  const readme = await readFile('README.md', 'utf8');
  const block = readme.split(`## ${heading}\n`)[1]?.split('```')[2 * nth - 1] ?? '';
  return block.trim().replaceAll('localhost:3000', new URL(baseURL).host);
}

test('the three commands of the README log in, place an order and report positions', async ({ baseURL }) => {
  const commands = await commandsOf(TRADE, baseURL ?? '');
  const { stdout } = await run('bash', ['-c', `set -e\n${commands.split('\n').join('\necho\n')}`]);
  const [order, report] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(order).toMatchObject({ symbol: 'BTCUSDT', side: 'buy', type: 'market', quantity: '0.1', state: 'accepted' });
  expect(report.wallets.map(({ currency }: { currency: string }) => currency)).toEqual(
    expect.arrayContaining(['BTC', 'USDT']),
  );
});

test('the commands of the README replace an order that is good for the day, and cancel its successor', async ({
  baseURL,
}) => {
  const [login] = (await commandsOf(TRADE, baseURL ?? '')).split('\n');
  const commands = await commandsOf(TRADE, baseURL ?? '', 2);
  const { stdout } = await run('bash', ['-c', `set -e\n${login}\n${commands}`]);
  const terms = { price: '50500.00', quantity: '0.2', timeInForce: 'day' };
  const rest = { filledQuantity: '0', leavesQuantity: '0.2', state: 'accepted' };
  expect(JSON.parse(stdout)).toMatchObject({ ...terms, symbol: 'BTCUSDT', ...rest });
});

test('the commands of the README enter an order over WebSocket and hear of its fill', async ({ baseURL }) => {
  const [login] = (await commandsOf(TRADE, baseURL ?? '')).split('\n');
  const commands = await commandsOf('Enter orders over WebSocket', baseURL ?? '');
  const { stdout } = await run('bash', ['-c', `set -e\n${login}\n${commands}`]);
  const heard = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(heard[0]).toMatchObject({ type: 'logged_in', userId: 'USR-1' });
  expect(heard).toContainEqual(expect.objectContaining({ type: 'accepted', requestId: 1 }));
  expect(heard.at(-1)).toMatchObject({ type: 'order_update', order: { symbol: 'BTCUSDT', state: 'filled' } });
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

test.describe('the control of the exchange', () => {
  const stateOf = async (request: APIRequestContext) => (await request.get('/api/exchange')).json();

  test.afterEach(async ({ request }) => {
    const { faults, run } = await stateOf(request);
    if (run?.ended === '') await request.delete('/api/exchange/run');
    await request.put('/api/exchange/load', { data: { ordersPerSecond: 0 } });
    await request.put('/api/exchange/sampling', { data: { ratio: 1 } });
    for (const { name, active } of faults) {
      if (active) await request.put(`/api/exchange/faults/${name}`, { data: { active: false } });
    }
  });

  test('every flow starts a trace that can be opened, and all spans that it has to make are stored', async ({
    request,
  }) => {
    const { flows } = await stateOf(request);
    expect(flows.length).toBeGreaterThan(0);
    for (const { name } of flows) {
      const started = await request.post(`/api/exchange/flows/${name}`, { data: { count: 2 } });
      expect([name, started.status()]).toEqual([name, 201]);
      const { traceIds } = await started.json();
      expect(traceIds.length).toBeGreaterThanOrEqual(2);
      const opened = async () => (await request.get(`/api/traces/${traceIds[0]}`)).status();
      await expect.poll(opened, { message: name }).toBe(200);
    }
    for (const name of SPANS) {
      const search = new URLSearchParams({ q: `operation="${name}"`, limit: '1' });
      const found = async () => (await (await request.get(`/api/search?${search}`)).json()).traces.length;
      await expect.poll(found, { message: name }).toBe(1);
    }
  });

  test('a planted fault shows in the next trace, and not after it is taken out', async ({ request }) => {
    const slowest = async () => {
      const credentials = { username: 'demo_user', password: 'demo123' };
      const { token } = await (await request.post('/auth/login', { data: credentials })).json();
      const data = { symbol: 'SOLUSDT', side: 'buy', type: 'market', quantity: '0.01' };
      const placed = await request.post('/v1/order', { headers: { authorization: `Bearer ${token}` }, data });
      const { traceId } = await placed.json();
      const checks = async () => {
        const answer = await request.get(`/api/traces/${traceId}`);
        if (!answer.ok()) return -1;
        const { resourceSpans } = await answer.json();
        const spans = resourceSpans.flatMap((of: { scopeSpans: { spans: TracedSpan[] }[] }) =>
          of.scopeSpans.flatMap((scope) => scope.spans),
        );
        const check = spans.find(({ name }: TracedSpan) => name === 'check_risk');
        return check ? Number(BigInt(check.endTimeUnixNano) - BigInt(check.startTimeUnixNano)) / 1e6 : -1;
      };
      await expect.poll(checks).toBeGreaterThan(0);
      return checks();
    };
    const put = (active: boolean) => request.put('/api/exchange/faults/slow-risk-check', { data: { active } });
    expect((await put(true)).ok()).toBe(true);
    expect(await slowest()).toBeGreaterThan(800);
    expect((await put(false)).ok()).toBe(true);
    expect(await slowest()).toBeLessThan(800);
  });

  test('a load runs at about its rate and a scenario ends with everything adding up', async ({ request }) => {
    const load = async () => (await stateOf(request)).load.achieved;
    await request.put('/api/exchange/load', { data: { ordersPerSecond: 50 } });
    await expect.poll(load).toBeGreaterThan(30);
    await request.put('/api/exchange/load', { data: { ordersPerSecond: 0 } });
    await expect.poll(load).toBe(0);

    const data = { durationSeconds: 2 };
    const started = await request.post('/api/exchange/scenarios/cancel-fill-races', { data });
    expect((await started.json()).run).toMatchObject({ scenario: 'cancel-fill-races', ended: '' });
    expect((await request.post('/api/exchange/scenarios/calm-market', { data })).status()).toBe(409);
    const ended = async () => (await stateOf(request)).run.ended;
    await expect.poll(ended, { timeout: 30_000 }).toBe('finished');
    const { run, faults } = await stateOf(request);
    expect(run.reconciliation).toEqual([]);
    expect(run.ordersSent).toBeGreaterThan(20);
    expect(faults.filter(({ active }: { active: boolean }) => active)).toEqual([]);
  });

  test('bad requests are refused with a sentence', async ({ request }) => {
    const refused = [
      await request.post('/api/exchange/flows/dance', { data: {} }),
      await request.put('/api/exchange/faults/gremlins', { data: { active: true } }),
      await request.put('/api/exchange/load', { data: { ordersPerSecond: 2001 } }),
      await request.put('/api/exchange/sampling', { data: { ratio: 'all' } }),
      await request.get('/api/exchange/books/DOGE'),
      await request.get('/api/exchange/books/BTCUSDT?levels=0'),
      await request.delete('/api/exchange/run'),
      await request.post('/api/exchange/flows/arbitrage', { data: {}, headers: { origin: 'http://evil.example' } }),
    ];
    expect(refused.map((answer) => answer.status())).toEqual([404, 404, 400, 400, 404, 400, 409, 403]);
    for (const answer of refused) {
      expect(answer.headers()['content-type']).toBe('application/problem+json');
      expect((await answer.json()).detail).toMatch(/\w+ \w+ \w+/);
    }
  });
});

interface TracedSpan {
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
}
