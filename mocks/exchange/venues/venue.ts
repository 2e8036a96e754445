import { SpanKind } from '@opentelemetry/api';
import { createRng } from '@/lib/base/rng';
import { OrderBook } from '../engine/order-book';
import type { Command, ExecutionReport } from '../engine/types';
import { instrumentOf, SYMBOLS } from '../market/instruments';
import type { Topic } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { priceOf, processing, termAttributes } from '../services/attributes';
import type { VenueOrder, VenueReport } from '../services/topics';
import { MARKET_MAKER, MarketMaker } from './market-maker';

interface Market {
  readonly symbol: string;
  readonly book: OrderBook;
  readonly maker: MarketMaker;
  /** The order before the next has been matched. */
  previous: Promise<void>;
}

/**
 * One venue: a book and a market maker per symbol, behind its own protocol. An order takes its time to get in, several do
 * at once, and they are matched in the order in which they came.
 */
export function startVenue(
  service: Service,
  orders: Topic<VenueOrder>,
  reports: Topic<VenueReport>,
  nextExecId: () => string,
): void {
  const markets = new Map(
    SYMBOLS.map((symbol): [string, Market] => {
      const maker = new MarketMaker(instrumentOf(symbol), createRng(service.rng.int(2 ** 32)));
      const market: Market = { symbol, book: new OrderBook(), maker, previous: Promise.resolve() };
      submitAll(market, maker.refresh());
      return [symbol, market];
    }),
  );

  service.receive(orders, (order) => {
    const market = markets.get(order.symbol);
    if (!market) throw new Error(`The venue has no market for ${order.symbol}`);
    const { exchangeOrderId, symbol, side, type, price, lots } = order;
    const attributes = {
      ...processing(orders),
      ...termAttributes({ symbol, side, type, price: type === 'limit' ? price : null, worstPrice: price, lots }),
      'exchange.order_id': exchangeOrderId,
      'exchange.venue': 'binance',
    };
    return service.span('match_order', { kind: SpanKind.CONSUMER, attributes }, async (span) => {
      const { promise: matched, resolve: done } = Promise.withResolvers<void>();
      const before = market.previous;
      market.previous = matched;
      try {
        await service.work(5, 15);
        await before;
        const timeInForce = type === 'limit' ? 'GTC' : 'IOC';
        const own = submitAll(market, [
          // The venue is not told whose order it is, so each has an owner of its own and may trade with any other.
          { kind: 'new', orderId: exchangeOrderId, owner: exchangeOrderId, side, price, quantity: lots, timeInForce },
        ]);
        const last = own.findLast(({ orderId }) => orderId === exchangeOrderId);
        span.setAttributes({
          'match.trades': own.filter(({ orderId, execType }) => orderId === exchangeOrderId && execType === 'Trade')
            .length,
          'exec.status': last?.ordStatus ?? '',
          ...(last && last.cumQty > 0 ? { 'exec.average_price': priceOf(symbol, Math.round(last.avgPx)) } : {}),
        });
        submitAll(market, market.maker.refresh());
      } finally {
        done();
      }
    });
  });

  /** Submits to the book, tells the market maker and the members what happened. @returns what happened to members' orders. */
  function submitAll({ symbol, book, maker }: Market, commands: readonly Command[]): ExecutionReport[] {
    const members: ExecutionReport[] = [];
    for (const event of commands.flatMap((command) => book.submit(command))) {
      if (event.kind !== 'report') continue;
      if (event.owner === MARKET_MAKER) maker.onReport(event);
      else {
        members.push(event);
        service.send(reports, toMessage(symbol, event));
      }
    }
    return members;
  }

  function toMessage(symbol: string, report: ExecutionReport): VenueReport {
    return {
      execId: nextExecId(),
      execType: report.execType,
      exchangeOrderId: report.orderId,
      symbol,
      lastPrice: report.lastPx,
      lastLots: report.lastQty,
      cumLots: report.cumQty,
      leavesLots: report.leavesQty,
      reason: report.reason,
    };
  }
}
