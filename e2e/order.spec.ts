import { expect, test } from '@playwright/test';
import { acceptedOrder, spanRow, spanRows } from './support/pages';

test.describe('an order placed in the browser', () => {
  test('appears live, opens as one trace from the click on, and is found by its ids', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Place order' }).click();
    const { orderId, traceId } = await acceptedOrder(page);

    const orderRow = page.getByRole('region', { name: 'Orders' }).getByRole('row', { name: orderId });
    await expect(orderRow).toContainText('Filled');
    const traceLink = page.getByRole('region', { name: 'Traces' }).locator(`a[href="/traces/${traceId}"]`);
    await expect(traceLink).toHaveText('place_order');

    await traceLink.click();
    await expect(page).toHaveURL(`/traces/${traceId}`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('place_order');
    for (const span of [
      'client-gateway',
      'user-service verify_token',
      'wallet-service check_balance',
      'risk-manager validate_order',
      'risk-manager check_risk',
      'order-manager create_order',
    ]) {
      await expect(spanRow(page, new RegExp(span)).first()).toBeVisible();
    }
    await expect(spanRows(page).getByRole('row', { level: 1 })).toHaveCount(1);

    const search = page.getByRole('searchbox', { name: 'Search traces' });
    await search.fill(orderId);
    await search.press('Enter');
    await expect(page).toHaveURL(/\/search\?/);
    await expect(page.locator(`main a[href^="/traces/${traceId}"]`).first()).toBeVisible();

    await page.goto('/latency');
    await search.fill(traceId);
    await search.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/traces/${traceId}`));
    await expect(spanRow(page, /place_order/)).toBeVisible();
  });

  test('leads through its links to the batch that took it and to its fills', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Place order' }).click();
    const { orderId } = await acceptedOrder(page);
    const search = new URLSearchParams({ q: orderId });
    const stagesOf = async () => {
      const { traces } = await (await page.request.get(`/api/search?${search}`)).json();
      return traces.map((trace: { rootName: string }) => trace.rootName);
    };
    await expect.poll(stagesOf).toEqual(expect.arrayContaining(['place_order', 'order_batching', 'fill_matching']));
  });

  test('is refused with its reason when the money does not reach, and its trace is kept as rejected, not as an error', async ({
    page,
  }) => {
    await page.goto('/');
    await page.getByRole('textbox', { name: 'Quantity' }).fill('900000');
    await page.getByRole('button', { name: 'Place order' }).click();
    const answer = page.getByRole('status').filter({ hasText: /rejected/i });
    await expect(answer).toContainText(/balance|risk|limit/i);
    await answer.getByRole('link', { name: /trace/ }).click();
    const fact = (term: string) =>
      page
        .getByRole('term')
        .filter({ hasText: new RegExp(`^${term}$`) })
        .locator('xpath=following-sibling::*[1]');
    await expect(fact('Errors')).toHaveText('0');
    await expect(fact('Rejected')).not.toHaveText('0');
  });
});

test('with the keyboard alone an order is placed and its trace opened, walked and left', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Live' })).toBeVisible();
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      if (name.test(await focused())) return;
    }
    throw new Error(`Sixty presses of Tab did not lead to ${name}.`);
  };
  await tabTo(/^Place order$/);
  await page.keyboard.press('Enter');
  const { traceId } = await acceptedOrder(page);
  await tabTo(/^See its trace$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/traces/${traceId}`);
  await expect(spanRow(page, /place_order/)).toBeVisible();

  await tabTo(/^fillpath-browser place_order/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Span' })).toBeVisible();
  await expect(page).toHaveURL(/span=[0-9a-f]{16}/);
  await page.goBack();
  await expect(page).toHaveURL(/\/(traces\/[0-9a-f]{32})?$/);
});
