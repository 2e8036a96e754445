import { expect, type Locator, type Page, test } from '@playwright/test';
import { newSpanId, newTraceId, store } from './support/otlp';
import { spanRow } from './support/pages';

/** Forty checks of 10 ms to 49 ms, each a trace of its own; the one of 45 ms is opened. */
async function openCheck(page: Page, baseURL: string): Promise<Locator> {
  const service = `risk-${newSpanId()}`;
  const traceIds = await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      const traceId = newTraceId();
      const attributes = { 'order.id': `ORD-${i}`, 'user.id': 'USR-7', body: '{"legs":[{"side":"buy"}],"price":1.10}' };
      await store(baseURL, traceId, [
        { service, name: 'check_risk', durationMs: 10 + i, attributes },
        { service, name: `alone ${traceId}`, durationMs: 1 },
      ]);
      return traceId;
    }),
  );
  await page.goto(`/traces/${traceIds[35]}`);
  await spanRow(page, /check_risk/).click();
  return page.getByRole('complementary', { name: 'Span' });
}

test('a span is ranked among those of its operation, and the only one of its kind is said to be that', async ({
  page,
  baseURL,
}) => {
  const details = await openCheck(page, baseURL ?? '');
  const peers = details.getByRole('region', { name: 'Among its peers' });
  await expect(peers).toContainText('Slower than 35 of 39 others in the last hour');
  // By nearest rank the 20th, the 38th and the 40th of forty.
  await expect(peers.getByRole('img')).toHaveAccessibleName(
    'Durations of 40 spans, from 10.0 ms to 49.0 ms: half of them up to 29.0 ms, 95 % up to 47.0 ms, ' +
      '99 % up to 49.0 ms. This span took 45.0 ms.',
  );
  await expect(details).toContainText('45,000,000 ns');
  await spanRow(page, /alone/).click();
  await expect(peers).toContainText('The only one of its kind');
  await expect(peers.getByRole('img')).toHaveCount(0);
});

test('the details go to the side that was chosen, and are there the next time; below 900 px at the bottom', async ({
  page,
  baseURL,
}) => {
  const details = await openCheck(page, baseURL ?? '');
  const isBelow = async () => {
    const [panel, rows] = [await details.boundingBox(), await page.getByRole('treegrid').boundingBox()];
    return (panel?.x ?? 0) <= (rows?.x ?? 0);
  };
  expect(await isBelow()).toBe(false);
  await details.getByRole('button', { name: 'Move the details to the bottom' }).click();
  await expect.poll(isBelow).toBe(true);
  await page.reload();
  await expect(details.getByRole('button', { name: 'Move the details to the right' })).toBeVisible();
  expect(await isBelow()).toBe(true);
  await details.getByRole('button', { name: 'Move the details to the right' }).click();
  await expect.poll(isBelow).toBe(false);
  await page.setViewportSize({ width: 899, height: 800 });
  await expect.poll(isBelow).toBe(true);
  await expect(details.getByRole('button', { name: /Move the details/ })).toHaveCount(0);
});

test('attributes are filtered, unfolded, put on the rows and looked for in the trace', async ({ page, baseURL }) => {
  const details = await openCheck(page, baseURL ?? '');
  await details.getByText('legs: …').click();
  await expect(details).toContainText('price: 1.10');
  await details.getByRole('button', { name: 'Show user.id on the rows of the trace' }).click();
  await expect(page).toHaveURL(/pills=order\.id&pills=user\.id/);
  await details.getByRole('button', { name: 'Add this user.id to what is looked for in the trace' }).click();
  await expect(page).toHaveURL(/find=user\.id%3DUSR-7/);
  await expect(page.getByText('1 of 2 spans')).toBeVisible();
});
