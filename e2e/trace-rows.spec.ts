import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { exportRequest, newSpanId, newTraceId, post } from './support/otlp';
import { spanRow, spanRows } from './support/pages';

/** A wallet that reads the same seven times, one time in vain, before it books. */
async function storeLoop(url: string): Promise<string> {
  const [traceId, root, wallet] = [newTraceId(), newSpanId(), newSpanId()];
  const reads = Array.from({ length: 7 }, (_, i) => ({
    parentSpanId: wallet,
    service: 'db',
    name: 'read_balance',
    startsAtMs: 10 + 5 * i,
    durationMs: i + 1,
    error: i === 3,
  }));
  const answer = await post(
    url,
    exportRequest(
      traceId,
      [
        { spanId: root, service: 'gateway', name: 'place_order', durationMs: 200 },
        { spanId: wallet, parentSpanId: root, service: 'wallet', name: 'reserve', startsAtMs: 5, durationMs: 100 },
        ...reads,
        { parentSpanId: root, service: 'audit', name: 'log', startsAtMs: 150, durationMs: 10 },
      ],
      Date.now() - 60_000,
    ),
  );
  expect(answer.status).toBe(200);
  return traceId;
}

const RUN = /7 × read_balance/;
const READ = /db read_balance/;
const search = (page: Page) => new URL(page.url()).searchParams;

test.beforeEach(async ({ page, baseURL }) => {
  const traceId = await storeLoop(baseURL ?? '');
  await page.goto(`/traces/${traceId}`);
  await expect(spanRow(page, RUN)).toBeVisible();
});

test('like siblings are one row that unfolds by key, keeps it in the address and leads to the error in it', async ({
  page,
}) => {
  const run = spanRow(page, RUN);
  await expect(run).toHaveAttribute('aria-expanded', 'false');
  await expect(run).toContainText('total 28.0 ms, median 4.00 ms, max 7.00 ms');
  await expect(run).toContainText('1 error below');
  await run.focus();
  await page.keyboard.press('ArrowRight');
  await expect(run).toHaveAttribute('aria-expanded', 'true');
  await expect(spanRow(page, READ)).toHaveCount(7);
  await expect.poll(() => search(page).has('rows')).toBe(true);
  await page.reload();
  await expect(spanRow(page, READ)).toHaveCount(7);
  await spanRow(page, RUN).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(spanRow(page, READ)).toHaveCount(0);
  await page.keyboard.press('e');
  await expect(spanRow(page, READ)).toHaveCount(7);
  await page.keyboard.press('a');
  await expect(spanRow(page, RUN)).toHaveCount(0);
});

test('a span is pinned above the rows, goes back to its place, and is unpinned', async ({ page }) => {
  await spanRow(page, 'audit log').focus();
  await page.keyboard.press('p');
  const pinned = page.getByRole('region', { name: 'Pinned spans' });
  await expect(pinned.getByRole('button', { name: /audit log/ })).toBeVisible();
  await expect.poll(() => search(page).has('pins')).toBe(true);
  await page.reload();
  await pinned.getByRole('button', { name: /audit log/ }).click();
  await expect(page.getByRole('complementary', { name: 'Span' })).toContainText('log');
  await pinned.getByRole('button', { name: 'Unpin log' }).click();
  await expect(pinned).toHaveCount(0);
});

test('a sub-tree is shown as if it were the trace, from the menu of its row, and is left again', async ({ page }) => {
  await spanRow(page, 'wallet reserve').click({ button: 'right' });
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await menu.getByRole('menuitem', { name: /^Show only this/ }).click();
  await expect(spanRow(page, 'gateway place_order')).toHaveCount(0);
  await expect(page.getByRole('navigation', { name: 'Sub-tree' })).toContainText('8 of 10 spans');
  await expect(page.getByRole('slider', { name: 'End of the zoom window' })).toHaveAttribute(
    'aria-valuetext',
    '100 ms',
  );
  await expect.poll(() => search(page).has('root')).toBe(true);
  await page.reload();
  await expect(spanRows(page).getByRole('row', { name: 'wallet reserve' })).toBeVisible();
  await page.getByRole('button', { name: 'Whole trace' }).click();
  await expect(spanRow(page, 'gateway place_order')).toBeVisible();
  await expect.poll(() => search(page).has('root')).toBe(false);
});

test('the menu opens by key, gives the focus back, and nothing of it hinders anyone', async ({ page }) => {
  const row = spanRow(page, 'wallet reserve');
  await row.focus();
  await page.keyboard.press('p');
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('section[aria-label="Timeline"]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(row).toBeFocused();
});

test('levels are folded one by one by buttons', async ({ page }) => {
  await page.getByRole('button', { name: 'One level less' }).click();
  await expect(spanRow(page, 'wallet reserve')).toHaveAttribute('aria-expanded', 'false');
  await page.getByRole('button', { name: 'One level more' }).click();
  await expect(spanRow(page, RUN)).toBeVisible();
});
