import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { newTraceId, store } from './support/otlp';
import { spanRow, spanRows } from './support/pages';

const id = (digit: string) => digit.repeat(16);

/** gateway receive / risk check / db read (failed) / engine match / engine book / db write */
async function storeSample(baseURL: string | undefined): Promise<string> {
  const traceId = newTraceId();
  await store(baseURL ?? '', traceId, [
    { spanId: id('1'), service: 'gateway', name: 'receive', durationMs: 100 },
    { spanId: id('2'), parentSpanId: id('1'), service: 'risk', name: 'check', startsAtMs: 10, durationMs: 40 },
    {
      spanId: id('3'),
      parentSpanId: id('2'),
      service: 'db',
      name: 'read',
      startsAtMs: 15,
      durationMs: 10,
      error: true,
    },
    { spanId: id('4'), parentSpanId: id('1'), service: 'engine', name: 'match', startsAtMs: 60, durationMs: 30 },
    {
      spanId: id('5'),
      parentSpanId: id('4'),
      service: 'engine',
      name: 'book',
      startsAtMs: 65,
      durationMs: 5,
      attributes: { 'order.id': 'ORD-found' },
    },
    { spanId: id('6'), parentSpanId: id('4'), service: 'db', name: 'write', startsAtMs: 72, durationMs: 8 },
  ]);
  return traceId;
}

const field = (page: Page) => page.getByRole('searchbox', { name: 'Find in this trace' });
const answer = (page: Page) => page.getByRole('search', { name: 'Find in this trace' }).getByRole('status');
const gap = (page: Page, hidden: number) => spanRows(page).getByRole('row', { name: `${hidden} hidden` });

test('text is counted and marked, and gone through with Enter and n, round the end', async ({ page, baseURL }) => {
  await page.goto(`/traces/${await storeSample(baseURL)}`);
  await expect(spanRow(page, /gateway receive/)).toBeVisible();
  await page.keyboard.press('/');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('DB');
  await expect(answer(page)).toHaveText('2 of 6 spans');
  await expect(spanRow(page, /db read\. Found/)).toBeVisible();
  await expect(spanRow(page, /engine match\. Found/)).toHaveCount(0);

  await page.keyboard.press('Enter');
  await expect(answer(page)).toHaveText('2 of 6 spans, match 1');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Shift+Enter');
  await expect(answer(page)).toHaveText('2 of 6 spans, match 2, from the bottom again');

  await page.keyboard.press('Escape');
  await expect(spanRow(page, /db write/)).toBeFocused();
  await expect(field(page)).toHaveValue('DB');
  await page.keyboard.press('n');
  await expect(spanRow(page, /db read/)).toBeFocused();
  await expect(answer(page)).toHaveText('2 of 6 spans, match 1, from the top again');
  const mark = await page.evaluate(() => performance.getEntriesByName('trace:found').length);
  expect(mark).toBeGreaterThan(0);
});

test('what attributes hold is found by asking the server', async ({ page, baseURL }) => {
  await page.goto(`/traces/${await storeSample(baseURL)}`);
  await field(page).fill('order.id=ORD-found');
  await expect(answer(page)).toHaveText('1 of 6 spans');
  await expect(spanRow(page, /engine book\. order\.id ORD-found\. Found/)).toBeVisible();
  await field(page).fill('ord-FOUND');
  await expect(answer(page)).toHaveText('1 of 6 spans');
});

test('a folded parent says that it has matches, and a step unfolds it', async ({ page, baseURL }) => {
  await page.goto(`/traces/${await storeSample(baseURL)}?fold=1`);
  await field(page).fill('service=db');
  await expect(spanRow(page, /risk check.*1 match below/)).toBeVisible();
  await field(page).press('Enter');
  await expect(spanRow(page, /db read/)).toBeVisible();
  await expect(spanRow(page, /engine match.*1 match below/)).toBeVisible();
});

test('the rest is hidden, unfolds on a click, and the address gives it all again', async ({
  page,
  baseURL,
  browser,
}) => {
  await page.goto(`/traces/${await storeSample(baseURL)}`);
  await field(page).fill('name=book');
  await page.getByRole('button', { name: 'Hide the rest' }).click();
  await expect(gap(page, 2)).toBeVisible();
  await expect(gap(page, 1)).toBeVisible();
  await expect(spanRow(page, /risk check/)).toHaveCount(0);
  await gap(page, 2).click();
  await expect(spanRow(page, /risk check/)).toBeFocused();
  await expect(gap(page, 1)).toBeVisible();
  await page.getByRole('button', { name: 'Next match' }).click();
  await expect(page).toHaveURL(/match=5{16}/);
  await expect(page).toHaveURL(/shown=/);

  const stranger = await browser.newContext();
  const elsewhere = await stranger.newPage();
  await elsewhere.goto(page.url());
  await expect(field(elsewhere)).toHaveValue('name=book');
  await expect(gap(elsewhere, 1)).toBeVisible();
  // Values behind the names come after the rows.
  await expect(spanRow(page, /order\.id ORD-found/)).toBeVisible();
  await expect(spanRow(elsewhere, /order\.id ORD-found/)).toBeVisible();
  expect(await spanRows(elsewhere).ariaSnapshot()).toEqual(await spanRows(page).ariaSnapshot());
  await stranger.close();
});

test('a button picks out the errors', async ({ page, baseURL }) => {
  await page.goto(`/traces/${await storeSample(baseURL)}`);
  await page.getByRole('group', { name: 'Pick out' }).getByRole('button', { name: 'Errors 1' }).click();
  await expect(answer(page)).toHaveText('1 of 6 spans');
  await expect(page).toHaveURL(/pick=errors/);
});

test('a wrong query says where and why once it was meant', async ({ page, baseURL }) => {
  await page.goto(`/traces/${await storeSample(baseURL)}`);
  await field(page).fill('service=db duration>5');
  await expect(page.getByText('5 is not a duration')).toHaveCount(0);
  await field(page).press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: '5 is not a duration' })).toContainText('at character 21');
  await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
  await field(page).fill('trace.spans>5');
  await field(page).press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'about whole traces' })).toBeVisible();
});

test('the address of matches refuses what it cannot answer, and says what to do', async ({ request, baseURL }) => {
  const matches = (traceId: string, q: string) => request.get(`/api/traces/${traceId}/matches`, { params: { q } });
  const traceId = await storeSample(baseURL);
  const found = await matches(traceId, 'order.id=ORD-found');
  expect(found.headers()['content-type']).toBe('application/vnd.apache.arrow.stream');

  for (const [answered, status, says] of [
    [await matches(traceId, ' '), 400, 'Say what to look for'],
    [await matches(traceId, 'duration>5'), 400, '5 is not a duration'],
    [await matches(traceId, 'trace.errors>0'), 400, 'about whole traces'],
    [await matches('no-id', 'x'), 400, '32 hexadecimal digits'],
    [await matches(newTraceId(), 'x'), 404, 'No span of trace'],
  ] as const) {
    expect(answered.status()).toBe(status);
    expect(answered.headers()['content-type']).toContain('application/problem+json');
    expect(((await answered.json()) as { detail: string }).detail).toContain(says);
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    test('axe finds nothing on matches with the rest hidden, nor on a wrong query', async ({ page, baseURL }) => {
      const traceId = await storeSample(baseURL);
      for (const [search, shown] of [
        ['?find=name%3Dbook&others=hidden&pick=critical', 'of 6 spans'],
        ['?find=duration%3E5', 'is not a duration'],
      ] as const) {
        await page.goto(`/traces/${traceId}${search}`);
        await expect(page.getByText(shown).first()).toBeVisible();
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([]);
      }
    });
  });
}
