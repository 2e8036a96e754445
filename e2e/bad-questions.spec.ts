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
