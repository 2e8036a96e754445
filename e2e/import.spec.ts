import { Buffer } from 'node:buffer';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { exportRequest, newSpanId, newTraceId, type SpanSketch, store } from './support/otlp';
import { openSearchPage, spanRow } from './support/pages';

const sketches = (): SpanSketch[] => [
  { spanId: newSpanId(), service: 'gateway', name: 'receive', durationMs: 100 },
  { spanId: newSpanId(), service: 'risk', name: 'check', startsAtMs: 10, durationMs: 40 },
];
const json = (value: unknown) => Buffer.from(JSON.stringify(value));

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import a file' }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/json', buffer });
}

const report = (page: Page, name: string) => page.getByRole('region', { name: `Imported ${name}` });

test('a file of OTLP JSON is stored and its trace opens', async ({ page }) => {
  const traceId = newTraceId();
  await openSearchPage(page);
  await choose(page, 'trace.json', json(exportRequest(traceId, sketches())));
  await expect(page).toHaveURL(new RegExp(`/traces/${traceId}`));
  await expect(spanRow(page, /risk check/)).toBeVisible();
});

test('the Jaeger JSON that is downloaded here is the same trace again under another id', async ({
  page,
  request,
  baseURL,
}) => {
  const traceId = newTraceId();
  const copyId = newTraceId();
  await store(baseURL ?? '', traceId, sketches());
  const jaeger = await (await request.get(`/api/traces/${traceId}?format=jaeger`)).text();
  await openSearchPage(page);
  await choose(page, 'jaeger.json', Buffer.from(jaeger.replaceAll(traceId, copyId)));
  await expect(page).toHaveURL(new RegExp(`/traces/${copyId}`));
  await expect(spanRow(page, /risk check/)).toBeVisible();
  const copy = await (await request.get(`/api/traces/${copyId}`)).text();
  const first = await (await request.get(`/api/traces/${traceId}`)).text();
  expect(JSON.parse(copy.replaceAll(copyId, traceId))).toEqual(JSON.parse(first));
});

test('a file that is dropped, with lines and several traces, is listed with what was not taken', async ({ page }) => {
  const [one, other] = [newTraceId(), newTraceId()];
  const lines = [
    JSON.stringify(exportRequest(one, sketches())),
    '{"resourceLogs":[]}',
    JSON.stringify(exportRequest(other, sketches())),
    '{"resourceSpans":[{"sco',
  ].join('\n');
  await openSearchPage(page);
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'traces.jsonl'));
    return transfer;
  }, lines);
  await page.dispatchEvent('main', 'dragenter', { dataTransfer: data });
  await expect(page.getByText('Drop the file to import its traces')).toBeVisible();
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });

  const answer = report(page, 'traces.jsonl');
  await expect(answer.getByRole('status')).toHaveText('4 spans read, 4 taken.');
  await expect(answer.getByRole('list', { name: 'Not taken' })).toContainText('1 × document with logs');
  await expect(answer.getByRole('list', { name: 'Not taken' })).toContainText('line 4');
  await expect(answer.getByRole('link', { name: one })).toBeVisible();
  await answer.getByRole('link', { name: other }).click();
  await expect(page).toHaveURL(new RegExp(`/traces/${other}`));
});

test('spans that are stored already are not stored twice, and that is said', async ({ page, baseURL, request }) => {
  const traceId = newTraceId();
  const spans = sketches();
  const startMs = Date.now() - 5000;
  await store(baseURL ?? '', traceId, spans, startMs);
  await openSearchPage(page);
  const grown = exportRequest(traceId, [...spans, { name: 'late' }], startMs);
  await choose(page, 'again.json', json(grown));
  await expect(report(page, 'again.json').getByRole('status')).toContainText(
    '3 spans read, 3 taken. 2 of these were stored already',
  );
  const { traces } = (await (await request.get(`/api/search?q=${traceId}`)).json()) as {
    traces: { spanCount: number }[];
  };
  expect(traces[0]?.spanCount).toBe(3);
});

for (const [name, content, says] of [
  ['notes.json', 'no JSON at all', 'The file is not JSON'],
  ['other.json', '{"hello":[1]}', 'neither OTLP'],
  ['empty.json', '', 'The file is empty.'],
  ['metrics.json', '{"resourceMetrics":[]}', 'no spans, but 1 × document with metrics'],
] as const) {
  test(`a file that is no file of traces is refused with a sentence: ${name}`, async ({ page }) => {
    await openSearchPage(page);
    await choose(page, name, Buffer.from(content));
    const alert = page.getByRole('alert').filter({ hasText: `${name} was not imported` });
    await expect(alert).toContainText(says);
  });
}

test('a span that the server refuses keeps no other one out', async ({ page }) => {
  const traceId = newTraceId();
  const [good, bad] = sketches() as [SpanSketch, SpanSketch];
  await openSearchPage(page);
  await choose(page, 'mixed.json', json(exportRequest(traceId, [good, { ...bad, spanId: 'no hex' }])));
  const answer = report(page, 'mixed.json');
  await expect(answer.getByRole('status')).toHaveText('2 spans read, 1 taken.');
  await expect(answer.getByRole('list', { name: 'Not taken' })).toContainText('1 × span refused');
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([]);
});
