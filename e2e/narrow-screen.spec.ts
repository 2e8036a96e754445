import { newSpanId, newTraceId, store } from './support/otlp';
import { expect, test } from './support/own-server';
import { acceptedOrder } from './support/pages';

// A telephone held upright.
test.use({ viewport: { width: 390, height: 844 } });

test('no page scrolls sideways on a narrow screen, what is wide scrolls in a box of its own', async ({
  page,
  baseURL,
}) => {
  const [traceId, spanId] = [newTraceId(), newSpanId()];
  const name = 'an_operation_with_a_name_that_is_longer_than_the_screen_is_wide';
  await store(baseURL ?? '', traceId, [{ spanId, service: 'a-service-with-quite-a-long-name', name, durationMs: 900 }]);
  await page.goto('/');
  await page.getByRole('button', { name: 'Place order' }).click();
  await acceptedOrder(page);
  const listOfOrders = page.getByRole('group', { name: 'List of orders' });
  await expect(listOfOrders.getByRole('row').nth(1)).toBeVisible();

  const paths = [
    '/',
    '/exchange',
    '/exchange?section=faults',
    '/search',
    '/latency',
    '/services',
    `/traces/${traceId}`,
  ];
  for (const path of [...paths, `/traces/${traceId}?span=${spanId}`]) {
    await page.goto(path);
    await expect(page.getByRole('main')).toContainText(/./);
    await expect(page.getByText(/^(Loading|Searching)/)).toHaveCount(0);
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
    expect([path, scrollWidth]).toEqual([path, clientWidth]);
  }

  for (const [path, table] of [
    ['/', 'List of orders'],
    ['/exchange', 'List of orders'],
    ['/latency', 'List of operations'],
    ['/services', 'List of services'],
  ] as const) {
    await page.goto(path);
    const box = page.getByRole('group', { name: table });
    await expect(box.getByRole('row').nth(1)).toBeVisible();
    await box.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => box.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
  }
});
