import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { newSpanId, newTraceId, store } from './support/otlp';
import { expect, test } from './support/own-server';
import { acceptedOrder, spanRow } from './support/pages';

const WCAG_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function expectNoViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_AA).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}\n${failureSummary}`),
  );
  expect(found).toEqual([]);
}

/** Opens each page in the state that shows most of it. */
const PAGES: Readonly<Record<string, (page: Page, baseURL: string) => Promise<void>>> = {
  'the home page after an order': async (page) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Place order' }).click();
    const { orderId } = await acceptedOrder(page);
    await expect(page.getByRole('region', { name: 'Orders' }).getByRole('row', { name: orderId })).toContainText(
      'Filled',
    );
    await page.getByText('Send your own spans').click();
  },
  'a trace with an error and open details': async (page, baseURL) => {
    const [traceId, root] = [newTraceId(), newSpanId()];
    await store(baseURL, traceId, [
      { spanId: root, service: 'gateway', name: 'receive', durationMs: 100 },
      {
        parentSpanId: root,
        service: 'risk',
        name: 'check',
        durationMs: 40,
        error: true,
        attributes: { 'order.id': 'ORD-axe' },
      },
      { parentSpanId: newSpanId(), service: 'engine', name: 'orphan', startsAtMs: 50, durationMs: 80 },
    ]);
    await page.goto(`/traces/${traceId}`);
    await spanRow(page, /risk check/).click();
    await expect(page.getByRole('complementary', { name: 'Span' })).toContainText('ORD-axe');
  },
  'a trace that is not there': async (page) => {
    await page.goto(`/traces/${newTraceId()}`);
    await expect(page.getByRole('main')).toContainText(/not|no /i);
  },
  'a search with results': async (page, baseURL) => {
    await store(baseURL, newTraceId(), [
      { service: 'searched', error: true, attributes: { 'order.id': 'ORD-searched' } },
    ]);
    await page.goto('/search?q=service%3Dsearched');
    await expect(page.locator('main a[href^="/traces/"]').first()).toBeVisible();
  },
  'a search that finds nothing': async (page) => {
    await page.goto('/search?q=service%3Dnobody');
    await expect(page.getByRole('main')).toContainText(/no trace|nothing/i);
  },
  'a wrong query': async (page) => {
    await page.goto('/search?q=duration%3E5parsecs');
    await expect(page.getByRole('main')).toContainText('5parsecs');
  },
  'the latency page': async (page, baseURL) => {
    await store(baseURL, newTraceId(), [{ service: 'timed', name: 'slow', durationMs: 900 }]);
    await page.goto('/latency');
    await expect(page.getByRole('row', { name: /slow/ })).toBeVisible();
  },
  'the service list': async (page, baseURL) => {
    await store(baseURL, newTraceId(), [{ service: 'listed', name: 'work' }]);
    await page.goto('/services');
    await expect(page.getByRole('main')).toContainText('listed');
  },
  'an address that leads nowhere': async (page) => {
    await page.goto('/nowhere');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  },
};

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme, axe finds nothing on`, () => {
    // A row that has just arrived fades in over a tint; axe would judge a moment of it.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    for (const [name, open] of Object.entries(PAGES)) {
      test(name, async ({ page, baseURL }) => {
        await open(page, baseURL ?? '');
        await expectNoViolations(page);
      });
    }
    test('the home page on an empty store', async ({ page, ownServer }) => {
      await page.goto(ownServer.url);
      await expect(page.getByRole('heading', { name: /nothing is stored yet/i })).toBeVisible();
      await expectNoViolations(page);
    });
  });
}
