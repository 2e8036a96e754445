import type { ExchangeBook } from '@/lib/api/exchange-contract';
import { route } from '@/lib/http/route';
import { exchange } from '@/mocks/exchange/instance';
import { bookView, levelsOf } from '@/mocks/exchange/scenarios/book-view';

export const runtime = 'nodejs';

/** `GET /api/exchange/books/{symbol}?levels`: the best prices of both sides, 10 when left out. */
export const GET = route<{ symbol: string }>(async (request, { symbol }) => {
  const book: ExchangeBook = bookView(symbol, await exchange().book(symbol, levelsOf(request)));
  return Response.json(book, { headers: { 'cache-control': 'no-store' } });
});
