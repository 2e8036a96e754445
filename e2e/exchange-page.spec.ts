import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const WCAG_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function expectNoViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_AA).analyze();
  expect(
    violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`)),
  ).toEqual([]);
}

const goingOn = (page: Page) => page.getByRole('region', { name: 'What is going on' });
const orders = (page: Page) => page.getByRole('group', { name: 'List of orders' });

/** Ends whatever a spec left running: the exchange serves all of them. */
async function stopEverything(page: Page) {
  const stop = page.getByRole('button', { name: 'Stop everything' });
  await expect(goingOn(page)).toBeVisible();
  if (await stop.isEnabled()) await stop.click();
  await expect(goingOn(page)).toContainText('Quiet');
}

test.afterEach(async ({ page }) => {
  await page.goto('/exchange');
  await stopEverything(page);
});

test('a flow is started once, and its trace opens', async ({ page }) => {
  await page.goto('/exchange?section=flows');
  await page
    .getByRole('button', { name: /^Start .* once$/ })
    .first()
    .click();
  const trace = page.getByRole('list', { name: 'Flows' }).locator('a[href^="/traces/"]').first();
  await expect(trace).toBeVisible();
  await trace.click();
  await expect(page.getByRole('treegrid', { name: 'Spans' })).toBeVisible();
});

test('a scenario with a rate and duration of its own runs to its end, and everything adds up', async ({ page }) => {
  await page.goto('/exchange?scenario=calm-market');
  await page.getByRole('textbox', { name: 'Orders/s' }).fill('10');
  await page.getByRole('textbox', { name: 'Seconds' }).fill('3');
  await page.getByRole('button', { name: 'Start with these' }).click();
  await expect(goingOn(page)).toContainText('Calm market runs');
  await expect(orders(page).getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByText('Books, wallets and positions add up.')).toBeVisible({ timeout: 30_000 });
  await expect(goingOn(page)).toContainText('Quiet');
});

test('load and a fault are seen at once, survive a reload, and end with one click', async ({ page }) => {
  await page.goto('/exchange?section=faults');
  const fault = page.getByRole('switch', { name: 'Retries' });
  await fault.click();
  await expect(fault).toHaveAttribute('aria-checked', 'true');
  const rate = page.getByRole('textbox', { name: /^Orders a second/ });
  await rate.fill('20');
  await rate.press('Enter');
  await expect(goingOn(page)).toContainText('Load of 20 orders/s');
  await page.reload();
  await expect(goingOn(page)).toContainText('1 fault planted');
  await expect(goingOn(page)).toContainText(/[1-9]\d* achieved/);
  await page.getByRole('button', { name: 'Stop everything' }).click();
  await expect(goingOn(page)).toContainText('Quiet');
  await expect(fault).toHaveAttribute('aria-checked', 'false');
});

test('a load beyond the limit is not asked for, stays as it was typed, and the bound is said', async ({ page }) => {
  await page.goto('/exchange');
  const rate = page.getByRole('textbox', { name: /^Orders a second/ });
  await rate.fill('5000');
  await rate.press('Enter');
  await expect(rate).toHaveValue('5000');
  await expect(rate).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('enter a rate in digits, from 0 to 2000')).toBeVisible();
  await expect(goingOn(page)).toContainText('Quiet');
});

test('after a load of which the stream tells a part only, the list shows what became of each order', async ({
  page,
}) => {
  await page.goto('/exchange');
  const rate = page.getByRole('textbox', { name: /^Orders a second/ });
  await rate.fill('500');
  await rate.press('Enter');
  await expect(page.getByText(/^100 of [\d,]{5,} shown, the latest$/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Stop everything' }).click();
  await expect(goingOn(page)).toContainText('Quiet');
  const listed = () =>
    orders(page)
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: /^Trace of/ }) })
      .evaluateAll((rows) => rows.map(({ children: [state, id] }) => `${id?.textContent} ${state?.textContent}`));
  const WORDS: Readonly<Record<string, string>> = { partially_filled: 'Part filled' };
  await expect(async () => {
    const answer = await page.request.get('/api/exchange/orders?limit=100');
    const { latest } = (await answer.json()) as { latest: { orderId: string; state: string }[] };
    const truth = latest.map(
      ({ orderId, state }) => `${orderId} ${WORDS[state] ?? `${state[0]?.toUpperCase()}${state.slice(1)}`}`,
    );
    expect((await listed()).toSorted()).toEqual(truth.toSorted());
  }).toPass({ timeout: 20_000 });
});

test('the book of the symbol in the address shows, and an order that rests in it is cancelled', async ({ page }) => {
  const login = await page.request.post('/auth/login', { data: { username: 'demo_user', password: 'demo123' } });
  const { token } = await login.json();
  const placed = await page.request.post('/v1/order', {
    headers: { authorization: `Bearer ${token}` },
    data: {
      symbol: 'ETHUSD',
      side: 'buy',
      type: 'limit',
      price: '2000.00',
      quantity: '1',
      clientOrderId: `C-${Date.now()}`,
    },
  });
  expect(placed.status()).toBe(201);
  const { orderId } = await placed.json();

  await page.goto('/exchange?symbol=ETHUSD&orders=open');
  await expect(page.getByRole('combobox', { name: 'Symbol' })).toHaveValue('ETHUSD');
  await expect(page.getByRole('table', { name: 'Bids' }).getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Asks' }).getByRole('row').nth(1)).toBeVisible();
  await page.getByRole('button', { name: `Cancel ${orderId}` }).click();
  await page.getByRole('button', { name: `Really cancel ${orderId}?` }).click();
  // In place, while the pointer is on the rows; gone from the open ones once it is elsewhere.
  await expect(orders(page).getByRole('row', { name: orderId })).toContainText('Cancelled');
  await page.getByRole('heading', { name: 'Order book' }).hover();
  await expect(orders(page).getByRole('link', { name: orderId, exact: true })).toHaveCount(0);
});

test('the keyboard alone sets the load and stops it', async ({ page }) => {
  await page.goto('/exchange');
  const slider = page.getByRole('slider', { name: 'Orders a second' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(goingOn(page)).toContainText('Load of 1 orders/s');
  await page.keyboard.press('Home');
  await expect(goingOn(page)).toContainText('Quiet');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme, axe finds nothing on`, () => {
    // A row that has just arrived fades in over a tint; axe would judge a moment of it.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    for (const section of ['scenarios', 'flows', 'faults']) {
      test(`the exchange under load, with its ${section}`, async ({ page }) => {
        await page.goto(`/exchange?section=${section}&scenario=calm-market`);
        const rate = page.getByRole('textbox', { name: /^Orders a second/ });
        await rate.fill('5');
        await rate.press('Enter');
        await expect(goingOn(page)).toContainText('Load of 5 orders/s');
        await expect(orders(page).getByRole('row').nth(1)).toBeVisible();
        await expect(page.getByRole('table', { name: 'Bids' })).toBeVisible();
        await expectNoViolations(page);
      });
    }
  });
}
