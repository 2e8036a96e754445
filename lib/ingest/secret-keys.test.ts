import { describe, expect, it } from 'vitest';
import { DEFAULT_SECRET_WORDS, SecretKeys } from './secret-keys';

const secrets = new SecretKeys(DEFAULT_SECRET_WORDS);

describe('a key', () => {
  it.each([
    'authorization',
    'Authorization',
    'http.request.header.authorization',
    'http.request.header.x-api-key',
    'http.response.header.set-cookie',
    'X-API-Key',
    'apiKey',
    'APIKey',
    'apikey',
    'myApiKey2',
    'access_token',
    'accesstoken',
    'user.password',
    'dbPassword',
    'db_password_1',
    'client.secret.value',
    'aws/secret-access-key',
    'wallet.seed_phrase',
    'token',
    'token.id',
  ])('holds a secret: %s', (key) => {
    expect(secrets.hides(key, false)).toBe(true);
  });

  it.each([
    'order.id',
    'user.id',
    'gen_ai.usage.input_tokens',
    'tokenizer',
    'secretary',
    'api.keyboard',
    'key.api',
    'passwordless',
    'token.type',
    'token.symbol',
    'cookie.name',
    'secret_version',
    '',
    '...',
  ])('holds none: %s', (key) => {
    expect(secrets.hides(key, false)).toBe(false);
  });

  it.each(['token.count', 'password_length', 'token.expires_in', 'cookie.enabled'])(
    'holds no secret when its value is a number: %s',
    (key) => {
      expect(secrets.hides(key, true)).toBe(false);
      expect(secrets.hides(key, false)).toBe(true);
    },
  );

  it.each(['password', 'user.password', 'otp.token', 'api_key'])('holds a secret even as a number: %s', (key) => {
    expect(secrets.hides(key, true)).toBe(true);
  });
});

it('takes its words from the configuration, however they are written', () => {
  const own = new SecretKeys(['clientName', 'ACCOUNT-id', ' ', '']);
  expect(own.hides('order.client_name', false)).toBe(true);
  expect(own.hides('accountId', false)).toBe(true);
  expect(own.hides('password', false)).toBe(false);
});

it('hides nothing without words', () => {
  expect(new SecretKeys([]).hides('password', false)).toBe(false);
});

it('gives the same verdict however many other keys came in between', () => {
  const few = new SecretKeys(['token']);
  for (let i = 0; i < 10_000; i++) few.hides(`key.${i}`, false);
  expect(few.hides('token', false)).toBe(true);
  expect(few.hides(`${'a.'.repeat(1_000)}token`, false)).toBe(true);
});
