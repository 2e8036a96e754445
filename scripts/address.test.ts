import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { claimPort, readAddress, urlOf } from './address.mjs';

const env = (values: Record<string, string>) => values as NodeJS.ProcessEnv;

describe('where to listen', () => {
  it('is port 3000 of this machine alone, unless told otherwise', () => {
    expect(readAddress(env({}))).toEqual({ port: 3000, host: '127.0.0.1' });
    expect(readAddress(env({ PORT: '', HOST: ' ' }))).toEqual({ port: 3000, host: '127.0.0.1' });
    expect(readAddress(env({ PORT: '8080', HOST: '0.0.0.0' }))).toEqual({ port: 8080, host: '0.0.0.0' });
  });

  it.each(['abc', '-1', '65536', '3000.5', '0x10', '1e3'])('is not PORT=%s, and says so', (PORT) => {
    expect(() => readAddress(env({ PORT }))).toThrow(`PORT is "${PORT}", which is not a port`);
  });

  it('is any free port for port 0', async () => {
    expect(await claimPort({ port: 0, host: '127.0.0.1' })).toBeGreaterThan(0);
  });

  it('is not a port in use; the sentence names another one', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const { port } = occupant.address() as AddressInfo;
    await expect(claimPort({ port, host: '127.0.0.1' })).rejects.toThrow(`PORT=${port + 1} npm start`);
    occupant.close();
  });

  it('is not an address of another machine', async () => {
    await expect(claimPort({ port: 0, host: '192.0.2.1' })).rejects.toThrow('not an address of this machine');
  });
});

describe('the address for a browser', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://[::1]:3000'],
    ['::1', 'http://[::1]:3000'],
    ['trading.example', 'http://trading.example:3000'],
  ])('of %s is %s', (host, url) => {
    expect(urlOf({ host, port: 3000 })).toBe(url);
  });
});
