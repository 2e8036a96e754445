import { expect, test } from '@playwright/test';
import { newTraceId, store } from './support/otlp';
import { spanRow, traceView } from './support/pages';

const id = (digit: string) => digit.repeat(16);

/** gateway 0-100 / risk 10-50 / inner 15-25 (failed) / engine 60-90 */
async function storeSample(baseURL: string | undefined): Promise<string> {
  const traceId = newTraceId();
  await store(baseURL ?? '', traceId, [
    { spanId: id('1'), service: 'gateway', name: 'receive', durationMs: 100 },
    { spanId: id('2'), parentSpanId: id('1'), service: 'risk', name: 'check', startsAtMs: 10, durationMs: 40 },
    {
      spanId: id('3'),
      parentSpanId: id('2'),
      service: 'risk',
      name: 'inner',
      startsAtMs: 15,
      durationMs: 10,
      error: true,
    },
    { spanId: id('4'), parentSpanId: id('1'), service: 'engine', name: 'match', startsAtMs: 60, durationMs: 30 },
  ]);
  return traceId;
}

test('a shared address gives the same picture elsewhere: selected span, zoom, collapsed rows', async ({
  page,
  baseURL,
  browser,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/traces/${await storeSample(baseURL)}`);
  await spanRow(page, /risk check/).click();
  await page.keyboard.press('ArrowLeft');
  await expect(spanRow(page, /risk inner/)).toHaveCount(0);
  await expect(spanRow(page, /risk check.*1 error/)).toBeVisible();
  await spanRow(page, /engine match/).click();
  const start = page.getByRole('slider', { name: 'Start of the zoom window' });
  for (let press = 0; press < 5; press++) await start.press('ArrowRight');
  await expect(page).toHaveURL(/from=/);
  const seen = await traceView(page);
  expect(seen.from).not.toBe('0');
  expect(seen.details).toContain('match');

  await page.getByRole('button', { name: 'Share' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('span=4444444444444444');
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address.startsWith(baseURL ?? 'none')).toBe(true);

  const stranger = await browser.newContext();
  const elsewhere = await stranger.newPage();
  await elsewhere.goto(address);
  expect(await traceView(elsewhere)).toEqual(seen);
  await stranger.close();
});

test('a shared search gives the same rows elsewhere', async ({ page, baseURL, browser }) => {
  const traceId = await storeSample(baseURL);
  await page.goto('/search');
  await page.getByRole('combobox', { name: 'Query' }).fill('service=engine operation=match');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByText('Longest', { exact: true }).click();
  await expect(page).toHaveURL(/sort=longest/);
  await expect(page.locator(`a[href^="/traces/${traceId}"]`).first()).toBeVisible();

  const stranger = await browser.newContext();
  const elsewhere = await stranger.newPage();
  await elsewhere.goto(page.url());
  await expect(elsewhere.locator(`a[href^="/traces/${traceId}"]`).first()).toBeVisible();
  await expect(elsewhere.getByRole('combobox', { name: 'Query' })).toHaveValue('service=engine operation=match');
  await expect(elsewhere.getByRole('radio', { name: 'Longest' })).toBeChecked();
  await stranger.close();
});
