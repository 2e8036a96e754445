import { describe, expect, it } from 'vitest';
import { newOrder, openVenue, request, SECRET } from './test-venue';

describe('a venue', () => {
  it('matches orders in the order in which they came, however long each takes to get in', async () => {
    const { clock, member } = openVenue();
    const { say, reports } = await member();
    const ids = Array.from({ length: 20 }, (_, index) => `X${index}`);
    for (const id of ids) say(newOrder(id));
    await clock.run();
    expect(reports().map(({ orderId, execType, sequence }) => `${sequence} ${orderId} ${execType}`)).toEqual(
      ids.map((id, index) => `${index + 1} ${id} New`),
    );
    // Each takes up to 15 ms, but not one after the other.
    expect(clock.now()[1]).toBeLessThanOrEqual(15_000_000);
  });

  it('fills a large order in parts at several prices and leaves the rest of a limit order in the book', async () => {
    const { clock, member, exporter } = openVenue();
    const { say, reports } = await member();
    say(newOrder('X', { price: 6_100_300, lots: 500_000 }));
    await clock.run();
    const fills = reports().filter(({ execType }) => execType === 'Trade');
    // 61,001, 61,002 and 61,003, two orders of the market maker at each; then it quotes anew and fills some more.
    expect(fills.slice(0, 6).map(({ lastPrice }) => lastPrice)).toEqual([
      6_100_100, 6_100_100, 6_100_200, 6_100_200, 6_100_300, 6_100_300,
    ]);
    expect(fills.reduce((sum, { lastLots }) => sum + lastLots, 0)).toBe(fills.at(-1)?.cumLots);
    expect(fills.at(-1)?.leavesLots).toBeGreaterThan(0);
    expect(exporter.getFinishedSpans()[0]?.attributes).toMatchObject({
      'match.trades': 6,
      'exec.status': 'PartiallyFilled',
    });
  });

  it('cancels what a market order cannot get within its price, and answers last', async () => {
    const { clock, member } = openVenue();
    const { say, reports, heard } = await member();
    say(newOrder('X', { orderType: 'market', timeInForce: 'IOC', price: 6_100_100, lots: 500_000 }));
    await clock.run();
    expect(reports().at(-1)).toMatchObject({ execType: 'Canceled', leavesLots: 0, reason: 'no_liquidity' });
    expect(heard.at(-1)?.type).toBe('response');
  });

  it('continues the trace that a request carries, in what it does and in what it reports', async () => {
    const { clock, member, exporter } = openVenue();
    const { say, reports } = await member();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    say(newOrder('X', { traceparent }));
    await clock.run();
    const [span] = exporter.getFinishedSpans();
    expect(span?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(reports()[0]?.traceparent).toBe(`00-0af7651916cd43dd8448eb211c80319c-${span?.spanContext().spanId}-01`);
  });

  it('names the member’s orders on its spans, and how many it was not told of', async () => {
    const { clock, member, exporter } = openVenue();
    const { say } = await member();
    say(newOrder('X', { orderIds: ['A'] }));
    say(newOrder('Y', { orderIds: ['B', 'C'], orderIdsLeftOut: 5 }));
    say(request('cancel_order', { orderId: 'X', orderIds: ['A'] }));
    say(newOrder('Z'));
    await clock.run();
    const named = exporter
      .getFinishedSpans()
      .map(({ attributes: a }) => [
        a['exchange.order_id'],
        a['order.id'] ?? a['order.ids'] ?? null,
        a['order.ids_left_out'] ?? 0,
      ]);
    expect(named.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      ['X', 'A', 0],
      ['X', 'A', 0],
      ['Y', ['B', 'C'], 5],
      ['Z', null, 0],
    ]);
  });

  it('takes an order back, and says so when it is too late or there is none', async () => {
    const { clock, member } = openVenue();
    const { say, heard } = await member();
    say(newOrder('X'));
    for (const orderId of ['X', 'X', 'Y']) say(request('cancel_order', { orderId }));
    await clock.run();
    expect(heard.flatMap((each) => ('reason' in each ? [`${each.type} ${each.orderId} ${each.reason}`] : []))).toEqual([
      'cancel_reject Y unknown_order', // at once: there is no market to wait for
      'execution_report X ',
      'execution_report X requested',
      'cancel_reject X too_late',
    ]);
  });

  it('rejects an order whose id it knows, or whose symbol it does not, and leaves the first as it is', async () => {
    const { clock, member } = openVenue();
    const { say, reports, heard } = await member();
    say(newOrder('X'));
    say(newOrder('X', { lots: 9 }));
    say(newOrder('Y', { symbol: 'AAPL' }));
    await clock.run();
    say(request('order_status', { orderId: 'X' }));
    say(request('order_status', { orderId: 'Y' }));
    await clock.run();
    expect(reports().map(({ orderId, execType, reason }) => [orderId, execType, reason].join(' ').trim())).toEqual([
      'X Rejected duplicate_order_id',
      'Y Rejected unknown_symbol',
      'X New',
    ]);
    expect(heard.flatMap((each) => (each.type === 'order_state' ? [each.leavesLots] : []))).toEqual([1, 0]);
  });

  it('replaces an order under a new id, and not one that it does not have', async () => {
    const { clock, member } = openVenue();
    const { say, heard } = await member();
    say(newOrder('X', { lots: 5 }));
    say(request('replace_order', { orderId: 'X2', origOrderId: 'X', price: 6_000_100, lots: 3 }));
    say(request('replace_order', { orderId: 'Z2', origOrderId: 'Z', price: 6_000_100, lots: 3 }));
    await clock.run();
    expect(heard).toContainEqual(
      expect.objectContaining({ execType: 'Replaced', orderId: 'X2', origOrderId: 'X', leavesLots: 3 }),
    );
    expect(heard).toContainEqual(
      expect.objectContaining({ type: 'cancel_reject', orderId: 'Z2', origOrderId: 'Z', reason: 'unknown_order' }),
    );
    say(request('order_status', { orderId: 'X' }));
    say(request('order_status', { orderId: 'X2' }));
    say(request('order_status', { orderId: 'Z' }));
    await clock.run();
    expect(heard.flatMap((each) => (each.type === 'order_state' ? [[each.known, each.leavesLots]] : []))).toEqual([
      [true, 0],
      [true, 3],
      [false, 0],
    ]);
  });

  it('sends again what a member missed, and nothing that it has had', async () => {
    const { clock, member } = openVenue();
    const first = await member();
    first.say(newOrder('A'));
    await clock.run();
    const welcome = first.heard[0];
    first.say(newOrder('B'));
    first.connection.close(1000, 'lunch');
    await clock.run();
    const run = welcome?.type === 'welcome' ? welcome.run : '';
    const second = await member({ run, lastSequence: 1 });
    await clock.run();
    expect(second.reports().map(({ orderId, sequence }) => `${sequence} ${orderId}`)).toEqual(['2 B']);
  });

  it('keeps no report that its member has acknowledged', async () => {
    const { clock, member } = openVenue();
    const first = await member();
    for (const id of ['A', 'B', 'C']) first.say(newOrder(id));
    await clock.run();
    first.say({ type: 'heartbeat', sentAt: '1', lastSequence: 2 });
    await clock.run();
    const welcome = first.heard[0];
    const run = welcome?.type === 'welcome' ? welcome.run : '';
    const again = await member({ run, lastSequence: 0 });
    await clock.run();
    expect(again.reports().map(({ orderId }) => orderId)).toEqual(['C']);
  });

  it('does nothing while nobody trades or listens', async () => {
    const { clock, member, exporter } = openVenue();
    const { heard } = await member();
    await clock.run();
    expect([heard.map(({ type }) => type), clock.now()]).toEqual([['welcome'], [1_800_000_000, 0]]);
    expect(exporter.getFinishedSpans()).toEqual([]);
  });
});

describe('a venue’s rule for bad frames', () => {
  it.each([
    ['{', 'malformed_json'],
    ['[]', 'malformed_json'],
    ['null', 'malformed_json'],
    ['{"type":"buy_all"}', 'unknown_type'],
    ['{"type":"logon"}', 'invalid_message'],
    ['{"type":"cancel_order","requestId":1e308,"sentAt":"1","orderId":"X"}', 'invalid_message'],
    [JSON.stringify(newOrder('X', { lots: null })), 'invalid_message'],
    [JSON.stringify(newOrder('X', { price: -1 })), 'invalid_message'],
    [JSON.stringify(newOrder('X')), 'not_logged_on'],
  ])('answers %s with the error %s and stays connected', async (frame, code) => {
    const { clock, connect, venue } = openVenue();
    const { connection, heard, closes } = await connect('/orders');
    connection.send(frame);
    await clock.run();
    expect(heard).toMatchObject([{ type: 'error', code }]);
    expect(closes).toEqual([]);
    expect(venue.refused).toEqual({ [code]: 1 });
  });

  it('ends the connection after a frame of more than 64 kB', async () => {
    const { clock, connect } = openVenue();
    const { connection, heard, closes } = await connect('/market');
    // 21,846 times three bytes are 65,538.
    connection.send('€'.repeat(21_846));
    await clock.run();
    expect(heard).toMatchObject([{ code: 'frame_too_large' }]);
    expect(closes).toEqual(['1009 frame_too_large']);
  });

  it('ends the connection with the tenth bad frame', async () => {
    const { clock, connect, venue } = openVenue();
    const { connection, closes } = await connect('/market');
    for (let n = 0; n < 9; n++) connection.send('?');
    await clock.run();
    expect(closes).toEqual([]);
    connection.send('?');
    await clock.run();
    expect(closes).toEqual(['1008 10 frames were refused']);
    expect(venue.refused).toEqual({ malformed_json: 10 });
  });

  it('knows only its two channels and its own symbols', async () => {
    const { clock, connect } = openVenue('kraken');
    const wrong = await connect('/');
    const { say, heard } = await connect('/market');
    say({ type: 'logon', account: 'm', secret: SECRET, run: null, lastSequence: 0 });
    say({ type: 'subscribe', symbol: 'BTCUSDT' });
    await clock.run();
    expect(wrong.closes).toEqual(['1008 connect to /orders or /market']);
    expect(heard.at(-1)).toMatchObject({ code: 'unknown_symbol', text: 'Traded here are BTCUSD, ETHUSD.' });
  });
});

describe('a venue that dies', () => {
  it('stays dead when it is told to die again while it is still coming back, and comes back when told so', async () => {
    const { venue, connect, clock } = openVenue();
    const { die, revive } = venue.faults;
    void die();
    revive();
    await die();
    await clock.run();
    expect(venue.book('BTCUSDT', 1)).toBeNull();
    await expect(connect('/orders')).rejects.toThrow('connection refused');
    revive();
    revive();
    await clock.run();
    expect(venue.book('BTCUSDT', 1)?.bids).toHaveLength(1);
    expect((await connect('/orders')).closes).toEqual([]);
  });

  it('does not come back when it is closed meanwhile', async () => {
    const { venue, clock } = openVenue();
    void venue.faults.die();
    venue.faults.revive();
    await venue.close();
    await clock.run();
    expect(venue.book('BTCUSDT', 1)).toBeNull();
  });
});
