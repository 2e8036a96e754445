import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../virtual-clock';
import { type EntryClient, EntryClients, MAX_MEMBERS, MAX_STRANGERS } from './entry-clients';

/** The clients of a clock that stands still, and how their connections were closed, by the name that each was given. */
function entrance() {
  const clients = new EntryClients(new VirtualClock(0));
  const closes: string[] = [];
  function admit(address: string, name = address): EntryClient | null {
    const close = (code: number) => closes.push(`${name} ${code}`);
    return clients.admit({ peer: { address, port: 1 }, send: () => {}, close });
  }
  function admitMany(count: number, addressOf: (index: number) => string): EntryClient[] {
    return Array.from({ length: count }, (_, index) => {
      const client = admit(addressOf(index), `${addressOf(index)}#${index}`);
      if (!client) throw new Error(`${index} was not let in`);
      return client;
    });
  }
  return { clients, closes, admit, admitMany };
}

describe('connections without a login', () => {
  it('make room for others of their address, the oldest first', () => {
    const { clients, closes, admit, admitMany } = entrance();
    const [other] = admitMany(1, () => '127.0.0.2');
    admitMany(MAX_STRANGERS.ofAddress, () => '127.0.0.1');
    expect(closes).toEqual([]);
    admit('127.0.0.1');
    admit('127.0.0.1');
    expect(closes).toEqual(['127.0.0.1#0 1013', '127.0.0.1#1 1013']);
    expect(other && clients.has(other)).toBe(true);
  });

  it('make room, the oldest of all, when those of many addresses are too many', () => {
    const { closes, admit, admitMany } = entrance();
    admitMany(MAX_STRANGERS.ofAll, (index) => `127.0.0.${index % 8}`);
    admit('127.0.0.9');
    expect(closes).toEqual(['127.0.0.0#0 1013']);
  });

  it('are not pushed out while their login is looked at; when that is so for all, the next is turned away', () => {
    const { closes, admit, admitMany } = entrance();
    const all = admitMany(MAX_STRANGERS.ofAddress, () => 'a');
    for (const client of all.slice(0, -1)) client.loggingIn = true;
    expect(admit('a', 'next')).not.toBeNull();
    expect(closes).toEqual([`a#${MAX_STRANGERS.ofAddress - 1} 1013`]);
    for (const client of all) client.loggingIn = true;
    const [, late] = [admit('a', 'evicts next'), admit('a', 'late')];
    expect(late).not.toBeNull();
    expect(closes.slice(1)).toEqual(['next 1013', 'evicts next 1013']);
    if (late) late.loggingIn = true;
    expect(admit('a', 'last')).toBeNull();
    expect(closes.at(-1)).toBe('last 1013');
  });
});

describe('clients that have logged in', () => {
  it('are so many at most, and then only their own logins anew are taken', () => {
    const { clients, admit } = entrance();
    const members = Array.from({ length: MAX_MEMBERS }, (_, index) => {
      const client = admit(`a${index}`);
      if (!client) throw new Error('not let in');
      expect(clients.hasRoomFor(client)).toBe(true);
      clients.loggedIn(client, 'token', `USR-${index % 2}`, 1_000);
      return client;
    });
    const next = admit('b');
    expect(next && clients.hasRoomFor(next)).toBe(false);
    const [first] = members;
    if (!first) throw new Error('nobody');
    expect([clients.hasRoomFor(first), clients.of('USR-0').length]).toEqual([true, MAX_MEMBERS / 2]);
    clients.left(first);
    expect([next && clients.hasRoomFor(next), clients.of('USR-0').length]).toEqual([true, MAX_MEMBERS / 2 - 1]);
  });

  it('are those of the user as whom they logged in last, until they leave', () => {
    const { clients, admitMany } = entrance();
    const [first, second] = admitMany(2, () => 'a');
    if (!first || !second) throw new Error('nobody');
    for (const client of [first, second]) clients.loggedIn(client, 'token', 'USR-1', 1_000);
    clients.loggedIn(first, 'token', 'USR-2', 1_000);
    expect([clients.of('USR-1'), clients.of('USR-2'), clients.of('USR-3')]).toEqual([[second], [first], []]);
    clients.clear();
    expect([clients.of('USR-1'), clients.of('USR-2')]).toEqual([[], []]);
  });
});
