import { expect, type Locator, type Page } from '@playwright/test';

const ACCEPTED = /(ORD-\S+) accepted/;

export interface PlacedOrder {
  readonly orderId: string;
  readonly traceId: string;
}

/** Reads the ticket's answer to an order that was accepted. */
export async function acceptedOrder(page: Page): Promise<PlacedOrder> {
  const answer = page.getByRole('status').filter({ hasText: ACCEPTED });
  await expect(answer).toBeVisible();
  const orderId = ACCEPTED.exec((await answer.textContent()) ?? '')?.[1] ?? '';
  const href = await answer.getByRole('link', { name: 'See its trace' }).getAttribute('href');
  return { orderId, traceId: href?.split('/').at(-1) ?? '' };
}

/** The rows of an open trace, as people and screen readers find them. */
export const spanRows = (page: Page) => page.getByRole('treegrid', { name: 'Spans' });

export const spanRow = (page: Page, name: string | RegExp): Locator => spanRows(page).getByRole('row', { name });

/** Everything of the view that a shared address must give again. */
export async function traceView(page: Page) {
  const rows = spanRows(page);
  const details = page.getByRole('complementary', { name: 'Span' });
  await expect(rows.getByRole('row').nth(1)).toBeVisible();
  await expect(details.getByText('Loading')).toHaveCount(0);
  const zoom = (which: string) =>
    page.getByRole('slider', { name: `${which} of the zoom window` }).getAttribute('aria-valuenow');
  return {
    rows: await rows.ariaSnapshot(),
    from: await zoom('Start'),
    to: await zoom('End'),
    details: await detailsOf(details),
    arranged: await page
      .getByRole('group', { name: 'Arrange the spans' })
      .getByRole('radio', { checked: true })
      .getAttribute('value'),
  };
}

/** Which span it is and what is shown of it. How it compares with the spans of the last hour changes by the minute. */
async function detailsOf(details: Locator): Promise<string> {
  const name = await details.getByRole('heading', { level: 2 }).textContent();
  return `${name}\n${await details.getByRole('tabpanel').ariaSnapshot()}`;
}

/** The search page, once it answers to keys and files: it asks for traces by itself then. */
export async function openSearchPage(page: Page): Promise<void> {
  await Promise.all([page.waitForResponse(/\/api\/search/), page.goto('/search')]);
}
