import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { newTraceId, store } from './support/otlp';
import { openSearchPage, spanRow, spanRows } from './support/pages';

const id = (digit: string) => digit.repeat(16);

async function storeSample(baseURL: string | undefined, orderId = 'ORD-none'): Promise<string> {
  const traceId = newTraceId();
  await store(baseURL ?? '', traceId, [
    { spanId: id('1'), service: 'gateway', name: 'receive', durationMs: 100, attributes: { 'order.id': orderId } },
    { spanId: id('2'), parentSpanId: id('1'), service: 'risk', name: 'check_limits', startsAtMs: 10, durationMs: 40 },
    { spanId: id('3'), parentSpanId: id('2'), service: 'db', name: 'read', startsAtMs: 15, durationMs: 9, error: true },
  ]);
  return traceId;
}

const box = (page: Page) => page.getByRole('combobox', { name: 'Command, page, span or id' });
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name });

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(box(page)).toBeFocused();
}

test('a page is gone to by some of its letters, and its code is loaded only then', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
  await page.waitForLoadState('networkidle');
  const before = scripts.length;
  await openPalette(page);
  expect(scripts.length).toBeGreaterThan(before);
  await page.keyboard.type('latn');
  await expect(option(page, /Latency page/)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/latency/);
  await expect(box(page)).toHaveCount(0);
});

test('commands of the trace do what their keys do, and the focus goes where they lead', async ({ page, baseURL }) => {
  await page.goto(`/traces/${await storeSample(baseURL)}`);
  await expect(spanRow(page, /gateway receive/)).toBeVisible();
  await openPalette(page);
  await page.keyboard.type('next err');
  await page.keyboard.press('Enter');
  await expect(spanRow(page, /db read/)).toBeFocused();

  await openPalette(page);
  await page.keyboard.type('group service');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'By service' })).toBeChecked();
  await expect(page).toHaveURL(/group/);

  await openPalette(page);
  await page.keyboard.type('open tab stat');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Statistics' })).toHaveAttribute('aria-selected', 'true');
});

test('a span is found by its service and name, and its details open', async ({ page, baseURL }) => {
  await page.goto(`/traces/${await storeSample(baseURL)}?fold=0`);
  await expect(spanRows(page).getByRole('row').first()).toBeVisible();
  await openPalette(page);
  await page.keyboard.type('risk lim');
  await expect(option(page, /risk check_limits/)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/span=2{16}/);
  await expect(spanRow(page, /risk check_limits/)).toBeVisible();
});

test('an order id that is pasted opens its trace; both are then among the recent ones', async ({ page, baseURL }) => {
  const orderId = `ORD-${newTraceId().slice(0, 10)}x1`;
  const traceId = await storeSample(baseURL, orderId);
  await openSearchPage(page);
  await openPalette(page);
  await box(page).fill(orderId);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/traces/${traceId}`));
  await expect(spanRow(page, /gateway receive/)).toBeVisible();

  await page.getByRole('link', { name: 'Latency' }).click();
  await expect(page).toHaveURL(/\/latency/);
  await openPalette(page);
  const recent = page.getByRole('group', { name: 'Recent' }).getByRole('option');
  await expect(recent.nth(0)).toContainText(traceId);
  await expect(recent.nth(1)).toContainText(orderId);
});

test('Escape and the keys close it, and the focus is where it was', async ({ page }) => {
  await openSearchPage(page);
  const query = page.getByRole('combobox', { name: 'Query' });
  await query.focus();
  await openPalette(page);
  await page.keyboard.press('ArrowDown');
  const active = await box(page).getAttribute('aria-activedescendant');
  await expect(page.locator(`[id="${active}"]`)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(query).toBeFocused();
  await openPalette(page);
  await page.keyboard.press('Control+k');
  await expect(box(page)).toHaveCount(0);
  await expect(query).toBeFocused();
});

test('the question mark shows the list of keys', async ({ page, baseURL }) => {
  await page.goto(`/traces/${await storeSample(baseURL)}`);
  await expect(spanRow(page, /gateway receive/)).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('heading', { name: 'Keys and pointer' })).toBeVisible();
  await expect(page.getByText('Commands, pages, spans, traces and orders')).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('heading', { name: 'Keys and pointer' })).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    test('axe finds nothing on the palette', async ({ page, baseURL }) => {
      await page.goto(`/traces/${await storeSample(baseURL)}`);
      await expect(spanRow(page, /gateway receive/)).toBeVisible();
      await openPalette(page);
      await box(page).fill('re');
      await expect(option(page, /gateway receive/)).toBeVisible();
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([]);
    });
  });
}
