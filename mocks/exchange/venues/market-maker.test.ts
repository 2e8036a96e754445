import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base/rng';
import { OrderBook } from '../engine/order-book';
import type { Command, ExecutionReport } from '../engine/types';
import { instrumentOf } from '../market/instruments';
import { MARKET_MAKER, MarketMaker } from './market-maker';

const btc = instrumentOf('BTCUSDT');

function openMarket(seed: number) {
  const book = new OrderBook();
  const maker = new MarketMaker(btc, createRng(seed));
  const submit = (command: Command): ExecutionReport[] => {
    const reports = book.submit(command).filter((event) => event.kind === 'report');
    for (const report of reports) if (report.owner === MARKET_MAKER) maker.onReport(report);
    return reports;
  };
  const refresh = () => maker.refresh().flatMap(submit);
  refresh();
  return { book, submit, refresh };
}

const taker = (orderId: string, side: 'buy' | 'sell', quantity: number): Command => ({
  kind: 'new',
  orderId,
  owner: 'client',
  side,
  price: null,
  quantity,
  timeInForce: 'IOC',
});

describe('MarketMaker', () => {
  it('opens with 20 prices a side around the reference, one step apart', () => {
    const { bids, asks } = openMarket(1).book.depth(100);
    expect(bids.map((level) => level.price)).toEqual(Array.from({ length: 20 }, (_, i) => 6_100_000 - 100 * i));
    expect(asks.map((level) => level.price)).toEqual(Array.from({ length: 20 }, (_, i) => 6_100_100 + 100 * i));
  });

  it('offers no more than 0.30 BTC a price, so that 1 BTC takes several fills at several prices', () => {
    const { submit } = openMarket(1);
    const fills = submit(taker('t', 'buy', 100_000)).filter((r) => r.owner === 'client' && r.execType === 'Trade');
    expect(fills.length).toBeGreaterThanOrEqual(7);
    expect(new Set(fills.map((fill) => fill.lastPx)).size).toBeGreaterThanOrEqual(4);
    expect(fills.at(-1)?.ordStatus).toBe('Filled');
  });

  it('has nothing to do while nobody trades', () => {
    expect(openMarket(1).refresh()).toEqual([]);
  });

  it('restores its ladder after trades, without trading with itself, within 20 steps of the reference', () => {
    const { book, submit, refresh } = openMarket(7);
    for (let i = 0; i < 2000; i++) {
      submit(taker(`t${i}`, i % 10 < 9 ? 'buy' : 'sell', 50_000));
      expect(refresh().filter((report) => report.execType === 'Trade')).toEqual([]);
    }
    const { bids, asks } = book.depth(100);
    expect([bids.length, asks.length]).toEqual([20, 20]);
    expect(bids[0]?.price).toBeGreaterThan(6_100_000);
    expect(bids[0]?.price).toBeLessThanOrEqual(6_100_000 + 20 * 100);
  });

  it('quotes the same for the same seed and differently for another', () => {
    const depth = (seed: number) => openMarket(seed).book.depth(100);
    expect(depth(3)).toEqual(depth(3));
    expect(depth(3)).not.toEqual(depth(4));
  });
});
