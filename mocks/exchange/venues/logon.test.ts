import { describe, expect, it } from 'vitest';
import { newOrder, openVenue, request, SECRET } from './test-venue';

const logon = { type: 'logon', account: 'm', secret: SECRET, run: null, lastSequence: 0 };

/** Lets time pass. */
async function pass({ clock }: ReturnType<typeof openVenue>, ms: number): Promise<void> {
  void clock.sleep(ms);
  await clock.run();
}

describe('the logon at a venue', () => {
  it.each(['/orders', '/market'])(
    'at %s is refused to whoever is no member, and the connection is closed',
    async (path) => {
      const { clock, connect, venue } = openVenue();
      for (const wrong of [
        { secret: 'guessed' },
        { account: 'nobody' },
        { account: 'm\nknown', secret: 'to the test' },
      ]) {
        const { say, heard, closes } = await connect(path);
        say({ ...logon, ...wrong });
        say({ type: 'subscribe', symbol: 'BTCUSDT' });
        await clock.run();
        expect(heard[0]).toMatchObject({ type: 'error', code: 'not_a_member' });
        expect(heard.map(({ type }) => type)).not.toContain('welcome');
        expect(closes).toEqual(['1008 not a member']);
      }
      expect(venue.refused['not_a_member']).toBe(3);
    },
  );

  it('of a stranger in the name of a member leaves that its reports', async () => {
    const { clock, connect, member } = openVenue();
    const real = await member();
    real.say(newOrder('X'));
    await clock.run();
    const stranger = await connect('/orders');
    stranger.say({ ...logon, secret: 'guessed' });
    await clock.run();
    stranger.connection.close(1000, 'gone');
    await clock.run();
    real.say(request('cancel_order', { orderId: 'X' }));
    await clock.run();
    expect(real.reports().map(({ execType }) => execType)).toEqual(['New', 'Canceled']);
    expect(real.closes).toEqual([]);
  });

  it('of a member with another connection ends the first, of which nothing is taken any more, and misses nothing', async () => {
    const { clock, member } = openVenue();
    const first = await member();
    first.say(newOrder('X'));
    await clock.run();
    const second = await member();
    first.say(newOrder('Y'));
    await clock.run();
    expect(first.closes).toEqual(['4004 the member has logged on with another connection']);
    second.say(request('order_status', { orderId: 'Y' }));
    second.say(request('cancel_order', { orderId: 'X' }));
    await clock.run();
    expect(second.heard).toContainEqual(expect.objectContaining({ type: 'order_state', orderId: 'Y', known: false }));
    expect(second.reports().map(({ execType, sequence }) => `${sequence} ${execType}`)).toEqual(['2 Canceled']);
  });

  it('is taken once from a connection', async () => {
    const { clock, member } = openVenue();
    const { say, heard, closes } = await member();
    say({ ...logon, account: 'other' });
    await clock.run();
    expect(heard.map((each) => (each.type === 'error' ? each.code : each.type))).toEqual([
      'welcome',
      'logged_on_already',
    ]);
    expect(closes).toEqual([]);
  });
});

describe('a connection to a venue', () => {
  it.each(['/orders', '/market'])('to %s without a logon is closed after five seconds', async (path) => {
    const opened = openVenue();
    const { closes } = await opened.connect(path);
    await pass(opened, 4_999);
    expect(closes).toEqual([]);
    await pass(opened, 2);
    expect(closes).toEqual(['4002 no logon came within 5 s']);
  });

  it('without a logon makes room for others when there are 64 of them, and members stay', async () => {
    const opened = openVenue();
    const { clock, connect, member } = opened;
    const inside = await member();
    const waiting = [];
    for (let n = 0; n < 64; n++) waiting.push(await connect('/orders'));
    const late = await member();
    await clock.run();
    expect(waiting[0]?.closes).toEqual(['1013 64 connections have not logged on, and the oldest makes room']);
    expect(waiting.slice(1).flatMap(({ closes }) => closes)).toEqual([]);
    expect(late.heard[0]?.type).toBe('welcome');
    expect(inside.heard[0]?.type).toBe('welcome');
  });

  it('of a member that says nothing for three heartbeats of the venue is closed', async () => {
    const opened = openVenue();
    const { member } = opened;
    const [silent, alive] = [await member({ account: 'other' }), await member()];
    for (let beats = 0; beats < 5; beats++) {
      await pass(opened, 4_000);
      alive.say({ type: 'heartbeat', sentAt: '1', lastSequence: 0 });
    }
    expect(silent.closes).toEqual(['4001 no word for 20000 ms']);
    expect(alive.closes).toEqual([]);
  });
});
