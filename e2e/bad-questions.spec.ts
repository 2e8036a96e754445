import { expect, test } from '@playwright/test';
import { newSpanId, newTraceId } from './support/otlp';

const NASTY = [
  "'",
  '"',
  '\\',
  '\0',
  '`',
  '%00',
  '{q:String}',
  "' OR 1=1 --",
  '"; DROP TABLE otel_traces; --',
  'service="risk',
  'duration>',
  'duration>5parsecs',
  '=',
  '()',
  '__proto__=x',
  'constructor',
  '\u{1F4B8}',
  '\uD800',
  '-1',
  '1e400',
  'NaN',
  '9'.repeat(400),
  'a='.repeat(2000),
  '../../etc/passwd',
  '<script>alert(1)</script>',
];

/** Every parameter of every question that can be asked. */
const QUESTIONS: readonly [path: string, ...parameters: string[]][] = [
  ['/api/search', 'q', 'start', 'end', 'limit', 'sort', 'cursor'],
  ['/api/keys', 'key', 'prefix'],
  ['/api/services', 'start', 'end'],
  ['/api/latency', 'service', 'operation', 'start', 'end'],
  [`/api/traces/${newTraceId()}`, 'format'],
];

async function expectClear(url: string) {
  const answer = await fetch(url);
  const text = await answer.text();
  expect(answer.status, `${url}: ${text.slice(0, 200)}`).toBeLessThan(500);
  if (answer.ok) return;
  expect(answer.headers.get('content-type'), url).toContain('application/problem+json');
  const problem = JSON.parse(text);
  expect(problem.status, url).toBe(answer.status);
  expect(problem.detail, url).toMatch(/\w+ \w+ \w+/);
}

for (const [path, ...parameters] of QUESTIONS) {
  for (const parameter of parameters) {
    test(`${path.replace(/[0-9a-f]{32}/, '{id}')}?${parameter}: nonsense gets an answer or a sentence, never a 500`, async ({
      baseURL,
    }) => {
      for (const value of NASTY) await expectClear(`${baseURL}${path}?${new URLSearchParams({ [parameter]: value })}`);
    });
  }
}

test('nonsense in place of an id is 400, an unknown id 404, both with a sentence', async ({ baseURL }) => {
  const status = async (path: string) => {
    await expectClear(`${baseURL}${path}`);
    return (await fetch(`${baseURL}${path}`)).status;
  };
  for (const id of NASTY.filter((text) => !text.includes('/') && text.length < 500)) {
    const segment = encodeURIComponent(id.toWellFormed());
    expect(await status(`/api/traces/${segment}`), id).toBe(400);
    expect(await status(`/api/traces/${newTraceId()}/spans/${segment}`), id).toBe(400);
  }
  expect(await status(`/api/traces/${'0'.repeat(32)}`)).toBe(400);
  expect(await status(`/api/traces/${newTraceId()}`)).toBe(404);
  expect(await status(`/api/traces/${newTraceId()}/spans/${newSpanId()}`)).toBe(404);
});

test('a wrong query says where and why', async ({ baseURL }) => {
  const answer = await fetch(`${baseURL}/api/search?q=${encodeURIComponent('service=a duration>5parsecs')}`);
  expect(answer.status).toBe(400);
  const { detail } = await answer.json();
  expect(detail).toContain('5parsecs');
});

test('the exchange answers nonsense with a sentence: no body, no JSON, no token, unknown users, odd orders', async ({
  baseURL,
}) => {
  const send = async (path: string, body: string, token = '') => {
    const answer = await fetch(`${baseURL}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
      body,
    });
    const text = await answer.text();
    expect(answer.status, `${path} ${body.slice(0, 80)}: ${text.slice(0, 200)}`).toBeLessThan(500);
    return { status: answer.status, ...JSON.parse(text) };
  };
  for (const body of ['', '{', '[]', 'null', '{"username":1}', '{"username":"demo_user"}']) {
    expect((await send('/auth/login', body)).status, body).toBe(400);
  }
  expect((await send('/auth/login', '{"username":"nobody","password":"x"}')).status).toBe(401);
  const order = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '1000', quantity: '0.1' };
  expect((await send('/v1/order', JSON.stringify(order))).status).toBe(401);
  expect((await send('/v1/order', JSON.stringify(order), 'a.b.c')).status).toBe(401);

  const { token } = await send('/auth/login', '{"username":"demo_user","password":"demo123"}');
  for (const change of [
    { symbol: '' },
    { symbol: '__proto__' },
    { side: 'both' },
    { type: 'stop' },
    { price: '-1' },
    { price: '1e999' },
    { price: 'NaN' },
    { quantity: '0' },
    { quantity: '0.0000000001' },
    { quantity: '9'.repeat(500) },
    { clientOrderId: 'x'.repeat(100_000) },
  ]) {
    const { status, detail } = await send('/v1/order', JSON.stringify({ ...order, ...change }), token);
    expect([400, 413, 422], JSON.stringify(change).slice(0, 80)).toContain(status);
    expect(detail).toMatch(/\w+ \w+ \w+/);
  }
});
