import { describe, expect, it } from 'vitest';
import { checkHost } from './allowed-host';

const from = (host: string | null) =>
  new Request('http://127.0.0.1/api/search', host === null ? {} : { headers: { host } });

describe('a server that listens on loopback', () => {
  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST', null])('answers as %s', (host) => {
    expect(() => checkHost(from(host), {})).not.toThrow();
  });

  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.1.7:3000',
    '',
  ])('does not answer as "%s"', (host) => {
    expect(() => checkHost(from(host), {})).toThrow(/FILLPATH_HOSTS/);
  });

  it('answers by the names that a proxy passes on', () => {
    const env = { HOST: '127.0.0.1', FILLPATH_HOSTS: 'traces.desk.internal, other' };
    expect(() => checkHost(from('traces.desk.internal'), env)).not.toThrow();
    expect(() => checkHost(from('desk.internal'), env)).toThrow(/desk\.internal/);
  });
});

it('answers by any name when it is told to listen on other addresses', () => {
  expect(() => checkHost(from('traces.desk.internal:3000'), { HOST: '0.0.0.0' })).not.toThrow();
});
