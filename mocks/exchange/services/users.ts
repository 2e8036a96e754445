import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Database } from '../database/database';

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  keyLength: number,
  options: { N: number },
) => Promise<Buffer>;

/** How passwords are kept: the cost of scrypt, and the hash of an account's password at that cost. */
export interface Passwords {
  readonly cost: number;
  hashOf(account: { readonly salt: string; readonly passwordHash: string }): string;
}

/** At Node's default cost, some 30 ms of work a login. */
const PASSWORDS: Passwords = { cost: 16_384, hashOf: ({ passwordHash }) => passwordHash };

interface Account {
  readonly userId: string;
  readonly username: string;
  readonly salt: string;
  /** scrypt at the cost above, 32 bytes, hex. */
  readonly passwordHash: string;
  /** What the account begins with, in whole units of each currency. */
  readonly funds: Readonly<Record<string, number>>;
}

/** The user name of the simulated client that has next to nothing. */
export const POOR_CLIENT = 'sim_poor';
const SIMULATED_CLIENTS = 8;
/** `demo123`, salted. */
const DEMO_PASSWORD = {
  salt: '8e74a6886d6b59fbf625892d618a8bfc',
  passwordHash: '3d47182a243d7623df32c16489ebd906ef9b8bb168f51731147513dcd8c12b9a',
};

/** Whose orders the load and the scenarios are. The last of them can pay for a few orders only. */
function simulated(): Account[] {
  // Hours of 2,000 orders a second, should all of them go the same way.
  const plenty = { USDT: 1e9, USD: 1e9, BTC: 100_000, ETH: 1_000_000, SOL: 10_000_000, AAPL: 10_000_000 };
  const named = Array.from({ length: SIMULATED_CLIENTS }, (_, index) => `sim_${String(index + 1).padStart(2, '0')}`);
  return [
    ...named.map((username) => ({ userId: `SIM-${username.slice(4)}`, username, ...DEMO_PASSWORD, funds: plenty })),
    { userId: 'SIM-POOR', username: POOR_CLIENT, ...DEMO_PASSWORD, funds: { USDT: 2_000, USD: 2_000 } },
  ];
}

/** The demo accounts. Both passwords are `demo123`, as the README says: they protect nothing but play money. */
const ACCOUNTS: readonly Account[] = [
  {
    userId: 'USR-1',
    username: 'demo_user',
    ...DEMO_PASSWORD,
    // Some 650 orders as the home page's ticket opens.
    funds: { USDT: 10_000_000, USD: 10_000_000, BTC: 5, ETH: 50, SOL: 1_000, AAPL: 5_000 },
  },
  {
    userId: 'USR-2',
    username: 'demo_fund',
    salt: 'ab5e9830029ea94367101d02bcbb4ee8',
    passwordHash: '8f00a3c22d8fd4a661d60ea395ed54bb6367dbb6a8e11ae366ff168fb7bae123',
    funds: { USDT: 100_000_000, USD: 100_000_000, BTC: 1_000, ETH: 10_000, SOL: 100_000, AAPL: 500_000 },
  },
  ...simulated(),
];

/** The user names of the other simulated clients. All have the password of the demo accounts. */
export const simulatedClients = (): string[] =>
  ACCOUNTS.map(({ username }) => username).filter((name) => name.startsWith('sim_') && name !== POOR_CLIENT);

/** Compared with in place of a user that does not exist. */
const NOBODY = { salt: '00'.repeat(16), passwordHash: '00'.repeat(32) };

/** The accounts with their opening funds. */
export function openingFunds(): readonly Pick<Account, 'userId' | 'funds'>[] {
  return ACCOUNTS;
}

/** Who may log in. Users come with the start and stay, so who exists is known without asking the database each time. */
export class Users {
  private readonly ids = new Set<string>();
  private readonly byName;

  constructor(
    database: Database,
    private readonly passwords = PASSWORDS,
  ) {
    const insert = database.query(
      'INSERT',
      'user',
      'INSERT INTO user (user_id, username, salt, password_hash) VALUES (?, ?, ?, ?)',
    );
    for (const account of ACCOUNTS) {
      const { userId, username, salt } = account;
      insert.run(userId, username, salt, passwords.hashOf(account));
      this.ids.add(userId);
    }
    this.byName = database.query<{ user_id: string; salt: string; password_hash: string }>(
      'SELECT',
      'user',
      'SELECT user_id, salt, password_hash FROM user WHERE username = ?',
      (user) => ({ 'user.id': user.user_id }),
    );
  }

  exists(userId: string): boolean {
    return this.ids.has(userId);
  }

  /** The id of the user with this name and password, or null. Takes as long for a name that does not exist. */
  async check(username: string, password: string): Promise<string | null> {
    const user = this.byName.get(username);
    const salt = user?.salt ?? NOBODY.salt;
    const expected = Buffer.from(user?.password_hash ?? NOBODY.passwordHash, 'hex');
    const hash = await derive(password, Buffer.from(salt, 'hex'), expected.length, { N: this.passwords.cost });
    return user && timingSafeEqual(hash, expected) ? user.user_id : null;
  }
}
