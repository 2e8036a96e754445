import { expect, test } from './support/own-server';
import { acceptedOrder, spanRow } from './support/pages';

test.use({ exchange: 'on' });

test('an order placed before a restart is found and opened after it, at the same address', async ({
  page,
  ownServer,
}) => {
  await page.goto(`${ownServer.url}/`);
  await page.getByRole('button', { name: 'Place order' }).click();
  const { orderId, traceId } = await acceptedOrder(page);
  const order = page.getByRole('region', { name: 'Orders' }).getByRole('row', { name: orderId });
  await expect(order).toContainText('Filled');
  const address = `${ownServer.url}/traces/${traceId}`;
  await page.goto(address);
  await expect(spanRow(page, /order-manager create_order/)).toBeVisible();
  const spans = (await (await page.request.get(`${ownServer.url}/api/traces/${traceId}`)).text()).match(/"spanId"/g);

  const { code } = await ownServer.stop();
  expect(code).toBe(0);
  await ownServer.start();

  await page.goto(`${ownServer.url}/search?q=${orderId}`);
  await page.locator(`main a[href^="/traces/${traceId}"]`).first().click();
  await expect(spanRow(page, /order-manager create_order/)).toBeVisible();
  const again = (await (await page.request.get(`${ownServer.url}/api/traces/${traceId}`)).text()).match(/"spanId"/g);
  expect(again?.length).toBe(spans?.length);
});

test('an open page comes back to life after a restart: what happens then appears', async ({ page, ownServer }) => {
  const orders = page.getByRole('region', { name: 'Orders' });
  const live = orders.getByText('Live', { exact: true });
  const place = async () => {
    await page.getByRole('button', { name: 'Place order' }).click();
    const { orderId } = await acceptedOrder(page);
    await expect(orders.getByRole('row', { name: orderId })).toContainText('Filled');
  };
  await page.goto(`${ownServer.url}/`);
  await place();
  await expect(live).toBeVisible();
  await ownServer.stop();
  await expect(live).toBeHidden();
  await ownServer.start();
  await expect(live).toBeVisible({ timeout: 20_000 });
  await place();
});
