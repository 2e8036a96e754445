import { expect, test } from '@playwright/test';
import { newSpanId, newTraceId, store } from './support/otlp';
import { spanRow } from './support/pages';

const MARKUP = '<img src=x onerror="globalThis.hacked=true"><b>bold</b>';
const SCRIPT_LINK = 'javascript:globalThis.hacked=true';

test('markup in names and values is shown as text, and nothing of it runs', async ({ page, baseURL }) => {
  const traceId = newTraceId();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await store(baseURL ?? '', traceId, [
    {
      service: MARKUP,
      name: MARKUP,
      error: true,
      attributes: { [MARKUP]: MARKUP, url: SCRIPT_LINK, 'order.id': MARKUP },
    },
  ]);
  for (const path of [
    `/traces/${traceId}`,
    `/search?q=${traceId}`,
    `/search?${new URLSearchParams({ q: `order.id="${MARKUP.replaceAll('"', '\\"')}"` })}`,
    '/services',
    '/latency',
  ]) {
    await page.goto(path);
    await expect(page.getByText(MARKUP).first()).toBeAttached();
  }
  await page.goto(`/traces/${traceId}`);
  await spanRow(page, /bold/).first().click();
  const details = page.getByRole('complementary', { name: 'Span' });
  await expect(details).toContainText(MARKUP);
  await expect(details).toContainText(SCRIPT_LINK);
  expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
  expect(await page.locator('main img').count()).toBe(0);
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  expect(complaints).toEqual([]);
});

test('a trace whose parents form a circle, with orphans and clocks that disagree, opens and says so', async ({
  page,
  baseURL,
}) => {
  const traceId = newTraceId();
  const [a, b] = [newSpanId(), newSpanId()];
  await store(baseURL ?? '', traceId, [
    { spanId: a, parentSpanId: b, name: 'chicken' },
    { spanId: b, parentSpanId: a, name: 'egg' },
    { parentSpanId: newSpanId(), name: 'orphan', durationMs: -2 },
  ]);
  await page.goto(`/traces/${traceId}`);
  for (const name of ['chicken', 'egg', 'orphan']) await expect(spanRow(page, new RegExp(name)).first()).toBeVisible();
  await expect(page.getByRole('main')).toContainText(/circle|cycle|loop/i);
});

test('a name of 1 MB is shown cut, and the page says that something was cut', async ({ page, baseURL }) => {
  const traceId = newTraceId();
  await store(baseURL ?? '', traceId, [{ name: 'n'.repeat(1024 * 1024) }]);
  await page.goto(`/traces/${traceId}`);
  await spanRow(page, /nnnn/).click();
  await expect(page.getByRole('complementary', { name: 'Span' })).toContainText(/cut|shortened|altered/i);
});
