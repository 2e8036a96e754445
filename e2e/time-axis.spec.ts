import { expect, type Page, test } from '@playwright/test';
import { newTraceId, store } from './support/otlp';
import { spanRow } from './support/pages';

const id = (digit: string) => digit.repeat(16);
const pressed = (page: Page, name: RegExp) => page.getByRole('button', { name, pressed: true });

/** gateway receive (0 to 1000 ms) / gateway ask (20 to 60) / risk check (10 to 30, by a clock that is off) / engine match (900 to 990) */
async function storeSample(baseURL: string | undefined): Promise<string> {
  const traceId = newTraceId();
  await store(baseURL ?? '', traceId, [
    { spanId: id('1'), service: 'gateway', name: 'receive', durationMs: 1000 },
    { spanId: id('2'), parentSpanId: id('1'), service: 'gateway', name: 'ask', startsAtMs: 20, durationMs: 40 },
    { spanId: id('3'), parentSpanId: id('2'), service: 'risk', name: 'check', startsAtMs: 10, durationMs: 20 },
    { spanId: id('4'), parentSpanId: id('1'), service: 'engine', name: 'match', startsAtMs: 900, durationMs: 90 },
  ]);
  return traceId;
}

test('idle gaps are squeezed by a key, and the address says so', async ({ page, baseURL }) => {
  await page.goto(`/traces/${await storeSample(baseURL)}`);
  await expect(spanRow(page, /engine match/)).toBeVisible();
  await page.keyboard.press('g');
  await expect(pressed(page, /Squeeze gaps/)).toBeVisible();
  await expect(page).toHaveURL(/gaps=squeezed/);
  await page.reload();
  await expect(pressed(page, /Squeeze gaps/)).toBeVisible();
});

test('a measure reaches from span to span, to the nanosecond, and Escape takes it away', async ({ page, baseURL }) => {
  await page.goto(`/traces/${await storeSample(baseURL)}`);
  await spanRow(page, /gateway ask/).focus();
  await page.keyboard.press('m');
  const measure = page.getByRole('group', { name: 'Measure' });
  await expect(measure).toContainText('press m on another span');
  await spanRow(page, /engine match/).focus();
  await page.keyboard.press('Shift+M');
  await expect(measure).toContainText('970,000,000 ns');
  await expect(measure).toContainText('97 % of the trace');
  await expect(page).toHaveURL(/measure=20000000-990000000/);
  await page.keyboard.press('Escape');
  await expect(measure).toHaveCount(0);
});

test('shift and drag measures between the ends of spans', async ({ page, baseURL }) => {
  await page.goto(`/traces/${await storeSample(baseURL)}`);
  const box = await spanRow(page, /engine match/).boundingBox();
  if (box === null) throw new Error('The row is not there.');
  const y = box.y + box.height / 2;
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + box.width - 200, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 300, y, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(page.getByRole('group', { name: 'Measure' })).toContainText('of the trace');
  await expect(page).toHaveURL(/measure=\d+-\d+/);
});

test('clocks are corrected only when asked, and every shifted span says by how much', async ({ page, baseURL }) => {
  await page.goto(`/traces/${await storeSample(baseURL)}`);
  await expect(spanRow(page, /risk check.*clocks disagree/)).toBeVisible();
  await page.getByRole('button', { name: /Correct clocks/ }).click();
  await expect(pressed(page, /Correct clocks 1 span/)).toBeVisible();
  await expect(spanRow(page, /risk check\. Shown 20\.0 ms later than recorded/)).toBeVisible();
  await expect(page.getByText(/Clocks are corrected: 1 span is shown at another time/)).toBeVisible();
  await expect(page).toHaveURL(/clocks=corrected/);
});
