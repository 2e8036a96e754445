import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { exportRequest, newSpanId, newTraceId, post } from './support/otlp';
import { spanRow } from './support/pages';

/** A gateway that asks risk twice, one time in vain, and has an event. */
async function storeOrder(url: string): Promise<string> {
  const [traceId, root, check] = [newTraceId(), newSpanId(), newSpanId()];
  const startMs = Date.now() - 60_000;
  const request = exportRequest(
    traceId,
    [
      { spanId: root, service: 'gateway', name: 'place_order', durationMs: 100 },
      {
        spanId: check,
        parentSpanId: root,
        service: 'risk',
        name: 'check',
        startsAtMs: 10,
        durationMs: 40,
        attributes: { 'order.id': 'ORD-tabs' },
      },
      {
        parentSpanId: root,
        service: 'risk',
        name: 'check',
        startsAtMs: 60,
        durationMs: 20,
        error: true,
        attributes: { 'order.id': 'ORD-tabs' },
      },
      { parentSpanId: check, service: 'db', name: 'read_limits', startsAtMs: 20, durationMs: 10 },
    ],
    startMs,
  );
  const withEvent = JSON.parse(JSON.stringify(request)) as typeof request;
  Object.assign(withEvent.resourceSpans[0]?.scopeSpans[0]?.spans[0] ?? {}, {
    events: [{ timeUnixNano: String(BigInt(startMs + 5) * 1_000_000n), name: 'order accepted' }],
  });
  const answer = await post(url, withEvent);
  expect(answer.status).toBe(200);
  return traceId;
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const cells = async (page: Page, table: string) =>
  Promise.all(
    (await page.getByRole('grid', { name: table }).getByRole('row').all())
      .slice(1)
      .map((row) => row.getByRole('gridcell').allInnerTexts()),
  );

test('the tabs are reached by the keyboard, are in the address, and come back with it', async ({ page, baseURL }) => {
  const traceId = await storeOrder(baseURL ?? '');
  await page.goto(`/traces/${traceId}`);
  await tab(page, 'Timeline').press('ArrowRight');
  await expect(tab(page, 'Flame graph')).toBeFocused();
  await expect(page).toHaveURL(/view=flame/);
  await page.keyboard.press('End');
  await expect(tab(page, 'JSON')).toHaveAttribute('aria-selected', 'true');
  await page.goto(`/traces/${traceId}?view=spans&sort=-duration`);
  await expect(tab(page, 'Spans')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('columnheader', { name: 'Duration' })).toHaveAttribute('aria-sort', 'descending');
});

test('statistics add up, by name and by an attribute, and a row leads to its spans', async ({ page, baseURL }) => {
  const traceId = await storeOrder(baseURL ?? '');
  await page.goto(`/traces/${traceId}?view=statistics&stats=-total`);
  await expect(page.getByRole('grid', { name: 'Statistics' })).toBeVisible();
  // Count, total, self, p50, p95, p99, longest, errors.
  expect(await cells(page, 'Statistics')).toEqual([
    [expect.stringContaining('place_order'), '1', '100 ms', '40.0 ms', '100 ms', '100 ms', '100 ms', '100 ms', ''],
    [expect.stringContaining('check'), '2', '60.0 ms', '50.0 ms', '20.0 ms', '40.0 ms', '40.0 ms', '40.0 ms', '1'],
    [expect.stringContaining('read_limits'), '1', '10.0 ms', '10.0 ms', '10.0 ms', '10.0 ms', '10.0 ms', '10.0 ms', ''],
  ]);
  await page.getByRole('radio', { name: 'Attribute' }).check({ force: true });
  const key = page.getByRole('combobox', { name: 'Key of the attribute' });
  await key.fill('order.id');
  await key.press('Enter');
  await expect(page.getByText('1 row of the 2 of 4 spans that have it')).toBeVisible();
  expect((await cells(page, 'Statistics'))[0]?.slice(0, 3)).toEqual(['ORD-tabs', '2', '60.0 ms']);
  await page.getByRole('radio', { name: 'Service and name' }).check({ force: true });
  await page.getByRole('row', { name: /risk check/ }).click();
  await expect(tab(page, 'Timeline')).toHaveAttribute('aria-selected', 'true');
  await expect(page).toHaveURL(/find=service%3Drisk\+name%3Dcheck/);
});

test('spans are sorted, filtered and opened by the keyboard', async ({ page, baseURL }) => {
  const traceId = await storeOrder(baseURL ?? '');
  await page.goto(`/traces/${traceId}?view=spans`);
  const names = async () => (await cells(page, 'Spans')).map((row) => row[2]);
  await expect(page.getByText('4 spans')).toBeVisible();
  expect(await names()).toEqual(['place_order', 'check', 'read_limits', 'check']);
  await page.getByRole('button', { name: 'Duration' }).click();
  await expect.poll(names).toEqual(['place_order', 'check', 'check', 'read_limits']);
  await page.getByRole('textbox', { name: 'Service or name contains' }).fill('RISK');
  await expect(page.getByText('2 of 4 spans')).toBeVisible();
  const first = page.getByRole('grid', { name: 'Spans' }).getByRole('row').nth(1);
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Span' })).toContainText('planted');
  await page.getByRole('textbox', { name: 'Service or name contains' }).fill('nobody');
  await expect(page.getByText('No span is like that')).toBeVisible();
});

test('events come in the order of time and open their span', async ({ page, baseURL }) => {
  const traceId = await storeOrder(baseURL ?? '');
  await page.goto(`/traces/${traceId}?view=events`);
  await page.getByRole('row', { name: /\+5.00 ms order accepted/ }).click();
  await expect(page.getByRole('complementary', { name: 'Span' })).toContainText('place_order');
});

test('the flame graph zooms by the keyboard and back by its trail', async ({ page, baseURL }) => {
  const traceId = await storeOrder(baseURL ?? '');
  await page.goto(`/traces/${traceId}?view=flame`);
  const picture = page.getByRole('application', { name: /Flame graph/ });
  await picture.press('ArrowDown');
  await picture.press('ArrowDown');
  await expect(page.getByRole('status').filter({ hasText: 'check' })).toContainText('2 spans');
  await picture.press('Enter');
  const trail = page.getByRole('navigation', { name: 'Zoomed into' });
  await expect(trail.getByRole('button', { name: 'risk check' })).toHaveAttribute('aria-current', 'true');
  await page.getByRole('radio', { name: 'Table' }).check({ force: true });
  await expect(page.getByRole('grid', { name: 'Frames' })).toBeVisible();
  expect((await cells(page, 'Frames')).map((row) => row.slice(1, 4))).toEqual([
    ['2', '60.0 ms', '50.0 ms'],
    ['1', '10.0 ms', '10.0 ms'],
  ]);
  await trail.getByRole('button', { name: 'Whole trace' }).click();
  await expect(trail).toHaveCount(0);
  expect(await cells(page, 'Frames')).toHaveLength(3);
});

test('a trace is downloaded as OTLP JSON, Jaeger JSON and CSV', async ({ page, baseURL }) => {
  const traceId = await storeOrder(baseURL ?? '');
  await page.goto(`/traces/${traceId}?view=json`);
  await expect(page.getByRole('region', { name: 'OTLP JSON' })).toContainText('"order accepted"');
  const download = async (role: 'link' | 'button', name: string) => {
    await page.getByRole('button', { name: 'Download' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('list', { name: 'Download' }).getByRole(role, { name }).click();
    const file = await saved;
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
  };
  const otlp = await download('link', 'OTLP JSON');
  expect(otlp.name).toBe(`trace-${traceId}.otlp.json`);
  expect(otlp.text).toContain('"resourceSpans"');
  const jaeger = await download('link', 'Jaeger JSON');
  const { data } = JSON.parse(jaeger.text) as { data: { traceID: string; spans: unknown[] }[] };
  expect(data[0]?.traceID).toBe(traceId);
  expect(data[0]?.spans).toHaveLength(4);
  const csv = await download('button', 'Spans as CSV');
  expect(csv.name).toBe(`trace-${traceId}.csv`);
  expect(csv.text.trim().split('\r\n')).toHaveLength(5);
});

test('the timeline and the flame graph are saved as pictures, twice as sharp as the window', async ({
  page,
  baseURL,
}) => {
  const traceId = await storeOrder(baseURL ?? '');
  const save = async (name: string) => {
    await page.getByRole('button', { name: 'Download' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('list', { name: 'Download' }).getByRole('button', { name }).click();
    const file = await saved;
    const bytes = readFileSync(await file.path());
    // The header chunk of a PNG: its width and height.
    return { name: file.suggestedFilename(), width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  };
  await page.goto(`/traces/${traceId}`);
  await expect(page.getByRole('treegrid', { name: 'Spans' })).toBeVisible();
  const timeline = await save('Timeline as PNG');
  expect(timeline.name).toBe(`trace-${traceId}.timeline.png`);
  expect(timeline.width).toBeGreaterThan(2 * 1200);
  expect(timeline.height).toBeGreaterThan(2 * 100);

  await page.getByRole('tab', { name: 'Flame graph' }).click();
  await expect(page.getByRole('application', { name: /Flame graph/ })).toBeVisible();
  const flame = await save('Flame graph as PNG');
  expect(flame.name).toBe(`trace-${traceId}.flame-graph.png`);
  expect(flame.width).toBeGreaterThan(2 * 1200);

  await page.getByRole('tab', { name: 'Statistics' }).click();
  await page.getByRole('button', { name: 'Download' }).click();
  await expect(page.getByRole('list', { name: 'Download' }).getByRole('button', { name: /PNG/ })).toHaveCount(0);
});

test('what cannot be asked of a trace is refused with a sentence', async ({ request, baseURL }) => {
  const traceId = await storeOrder(baseURL ?? '');
  const ask = async (path: string) => {
    const answer = await request.get(`/api/traces/${path}`);
    return [answer.status(), ((await answer.json()) as { detail: string }).detail];
  };
  expect(await ask(`${traceId}/events?limit=0`)).toEqual([400, '"limit" must be a whole number from 1 to 1000.']);
  expect(await ask(`${traceId}/events?cursor=x`)).toEqual([400, expect.stringContaining('The cursor is damaged.')]);
  expect(await ask(`${traceId}?format=xml`)).toEqual([400, expect.stringContaining('ask for otlp, jaeger or arrow.')]);
  expect(await ask(`${newTraceId()}/attribute?key=a`)).toEqual([404, expect.stringContaining('is stored')]);
  expect(await ask('zz/events')).toEqual([400, expect.stringContaining('32 hexadecimal digits')]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    test('axe finds nothing on any tab', async ({ page, baseURL }) => {
      const traceId = await storeOrder(baseURL ?? '');
      const shown: readonly (readonly [search: string, seen: string])[] = [
        ['view=flame', '3 frames'],
        ['view=flame&as=table', '3 frames'],
        ['view=statistics&by=%40order.id', '1 row of'],
        ['view=spans', '4 spans'],
        ['view=events', '1 event'],
        ['view=json', 'characters'],
      ];
      for (const [search, seen] of shown) {
        await page.goto(`/traces/${traceId}?${search}`);
        await expect(page.getByRole('tabpanel')).toContainText(seen);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${search} ${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
      }
    });
  });
}

test('the timeline is as it was after a look at another tab', async ({ page, baseURL }) => {
  const traceId = await storeOrder(baseURL ?? '');
  await page.goto(`/traces/${traceId}?from=10000000&to=60000000`);
  await spanRow(page, /read_limits/).click();
  await tab(page, 'Statistics').click();
  await expect(page.getByRole('grid', { name: 'Statistics' })).toBeVisible();
  await tab(page, 'Timeline').click();
  await expect(spanRow(page, /read_limits/)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('slider', { name: 'Start of the zoom window' })).toHaveAttribute(
    'aria-valuetext',
    '10.0 ms',
  );
});
