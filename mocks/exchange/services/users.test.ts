import { scryptSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { openDatabase } from '../database/database';
import { Users } from './users';

it('keeps passwords at the default cost of scrypt unless told otherwise', async () => {
  const database = openDatabase();
  const users = new Users(database);
  expect(await users.check('demo_user', 'demo123')).toBe('USR-1');
  expect(await users.check('demo_fund', 'demo123')).toBe('USR-2');
  expect(await users.check('demo_user', 'demo124')).toBeNull();
  expect(await users.check('nobody', 'demo123')).toBeNull();
  const stored = database
    .query<{ salt: string; password_hash: string }>('SELECT', 'user', 'SELECT salt, password_hash FROM user')
    .all();
  for (const { salt, password_hash } of stored) {
    expect(password_hash).toBe(scryptSync('demo123', Buffer.from(salt, 'hex'), 32, { N: 16_384 }).toString('hex'));
  }
});

it('checks passwords at another cost when they are kept so', async () => {
  const hashOf = ({ salt }: { salt: string }) =>
    scryptSync('demo123', Buffer.from(salt, 'hex'), 32, { N: 4 }).toString('hex');
  const users = new Users(openDatabase(), { cost: 4, hashOf });
  expect(await users.check('demo_user', 'demo123')).toBe('USR-1');
  expect(await users.check('demo_user', 'demo124')).toBeNull();
});
