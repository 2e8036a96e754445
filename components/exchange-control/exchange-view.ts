import type { ViewCodec } from '@/lib/url/use-url-view';

export const SECTIONS = ['scenarios', 'flows', 'faults'] as const;
export type Section = (typeof SECTIONS)[number];

export const ORDER_CHOICES = ['latest', 'open'] as const;
export type OrderChoice = (typeof ORDER_CHOICES)[number];

/** What the exchange's page shows. */
export interface ExchangeView {
  readonly section: Section;
  /** The scenario whose settings are open; '' for none. */
  readonly scenario: string;
  /** Whose book is shown; '' for the first symbol that the exchange trades. */
  readonly symbol: string;
  readonly orders: OrderChoice;
}

export const DEFAULT_EXCHANGE_VIEW: ExchangeView = { section: 'scenarios', scenario: '', symbol: '', orders: 'latest' };

/** Defaults are left out; whatever is missing or no sense is the default. */
export const EXCHANGE_VIEW: ViewCodec<ExchangeView> = {
  parse: (params) => ({
    section: SECTIONS.find((section) => section === params.get('section')) ?? DEFAULT_EXCHANGE_VIEW.section,
    scenario: params.get('scenario') ?? '',
    symbol: params.get('symbol') ?? '',
    orders: ORDER_CHOICES.find((choice) => choice === params.get('orders')) ?? DEFAULT_EXCHANGE_VIEW.orders,
  }),
  format: ({ section, scenario, symbol, orders }) => {
    const params = new URLSearchParams();
    if (section !== DEFAULT_EXCHANGE_VIEW.section) params.set('section', section);
    if (scenario !== '') params.set('scenario', scenario);
    if (symbol !== '') params.set('symbol', symbol);
    if (orders !== DEFAULT_EXCHANGE_VIEW.orders) params.set('orders', orders);
    return params;
  },
};
