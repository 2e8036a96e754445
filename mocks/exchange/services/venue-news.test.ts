import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byName, testExchange } from '../test-support';
import { missedFills } from './venue-news';

const order = { exchangeOrderId: 'X' } as Parameters<typeof missedFills>[0]['order'];

describe('missedFills', () => {
  it('is nothing when everything is known', () => {
    expect(missedFills({ order, cumLots: 5, notional: 500n }, { cumLots: 5, notional: '500' })).toEqual([]);
  });

  it('is one fill at the average price, or two at the whole prices around it', () => {
    expect(missedFills({ order, cumLots: 0, notional: 0n }, { cumLots: 4, notional: '400' })).toEqual([
      { lots: 4, price: 100 },
    ]);
    // 3 lots for 302 more: 100 + 101 + 101.
    expect(missedFills({ order, cumLots: 2, notional: 198n }, { cumLots: 5, notional: '500' })).toEqual([
      { lots: 1, price: 100 },
      { lots: 2, price: 101 },
    ]);
  });

  it('sums to what the venue says, whatever the parts were', () => {
    const trade = fc.record({ lots: fc.integer({ min: 1, max: 1e6 }), price: fc.integer({ min: 1, max: 1e9 }) });
    fc.assert(
      fc.property(fc.array(trade, { maxLength: 5 }), fc.array(trade, { maxLength: 5 }), (known, missed) => {
        const sum = (trades: typeof known) => ({
          cumLots: trades.reduce((lots, each) => lots + each.lots, 0),
          notional: trades.reduce((cash, { lots, price }) => cash + BigInt(lots) * BigInt(price), 0n),
        });
        const all = sum([...known, ...missed]);
        const found = missedFills({ order, ...sum(known) }, { ...all, notional: String(all.notional) });
        expect(sum([...known, ...found])).toEqual(all);
        expect(found.length).toBeLessThanOrEqual(2);
      }),
    );
  });

  it.each([[{ cumLots: 4, notional: '500' }], [{ cumLots: 5, notional: '501' }], [{ cumLots: 6, notional: '499' }]])(
    'refuses %j where 5 lots for 500 are known',
    (state) => {
      expect(() => missedFills({ order, cumLots: 5, notional: 500n }, state)).toThrow('5 for 500 are known here');
    },
  );
});

it('a report has the id of a fill if it is one, and otherwise an id that no fill has', async () => {
  const { place, tokens, spans } = await testExchange();
  await place({ token: tokens.user, body: { symbol: 'BTCUSDT', side: 'buy', type: 'market', quantity: '0.3' } });
  const reports = byName(spans(), 'external_exchange_ws_recv').map(({ attributes }) => attributes);
  const prefixes = reports.map((report) => `${String(report['exec.type'])} ${String(report['exec.id']).slice(0, 5)}`);
  expect(new Set(prefixes)).toEqual(new Set(['New EXEC-', 'Trade FILL-']));
});
