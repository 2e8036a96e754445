import { describe, expect, it } from 'vitest';
import { DEFAULT_BUSINESS_KEYS, ownUrl, readConfig } from './config';

describe('configuration', () => {
  it('needs no variable at all', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataFolder: `${process.cwd()}/data`,
      clickhouseUrl: null,
      businessKeys: DEFAULT_BUSINESS_KEYS,
      exchange: true,
      maxBodyBytes: 67_108_864,
      redactedWords: null,
    });
  });

  it('reads lists with blanks and repeats', () => {
    expect(readConfig({ FILLPATH_KEYS: ' deal.id, ,deal.id,leg' }).businessKeys).toEqual(['deal.id', 'leg']);
  });

  it('takes an empty list of redacted words as "redact nothing"', () => {
    expect(readConfig({ FILLPATH_REDACT: '' }).redactedWords).toEqual([]);
  });

  it.each([
    [{ PORT: '70000' }, /PORT.*65535.*70000/],
    [{ PORT: '3000x' }, /PORT/],
    [{ FILLPATH_EXCHANGE: 'no' }, /FILLPATH_EXCHANGE.*"on" or "off"/],
    [{ CLICKHOUSE_URL: 'clickhouse:9000' }, /CLICKHOUSE_URL.*http/],
  ])('names the variable that makes no sense: %o', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence);
  });
});

it.each([
  ['127.0.0.1', 'http://127.0.0.1:3000'],
  ['0.0.0.0', 'http://127.0.0.1:3000'],
  ['::', 'http://[::1]:3000'],
  ['::1', 'http://[::1]:3000'],
  ['trading-7.internal', 'http://trading-7.internal:3000'],
])('reaches its own server that listens on %s at %s', (host, url) => {
  expect(ownUrl({ host, port: 3000 })).toBe(url);
});
