import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint, Stamp } from './fingerprint.mjs';

let root = '';
const put = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'fillpath-fingerprint-'));
  put('app/page.tsx', 'page');
  put('lib/a/b.ts', 'b');
  put('next.config.mjs', 'config');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const now = () => fingerprint(root, ['app', 'lib', 'next.config.mjs', 'proxy.ts']);

describe('the fingerprint of the sources', () => {
  it('stays while nothing changes', () => {
    expect(now()).toBe(now());
  });

  it.each([
    ['a changed file', () => put('lib/a/b.ts', 'B')],
    ['a new file', () => put('lib/a/c.ts', 'c')],
    ['a removed file', () => rmSync(path.join(root, 'lib/a/b.ts'))],
    ['a file that was missing', () => put('proxy.ts', 'proxy')],
    [
      'text that moves from one file to the next',
      () => {
        put('app/page.tsx', 'pag');
        put('lib/a/b.ts', 'eb');
      },
    ],
  ])('changes with %s', (_what, change) => {
    const before = now();
    change();
    expect(now()).not.toBe(before);
  });

  it('does not change with tests and notes, which are not built', () => {
    const before = now();
    put('lib/a/b.test.ts', 'test');
    put('lib/README.md', 'notes');
    expect(now()).toBe(before);
  });

  it('differs from one platform to another', () => {
    expect(fingerprint(root, ['app'], ['linux', 'x64'])).not.toBe(fingerprint(root, ['app'], ['linux', 'arm64']));
  });
});

describe('a stamp', () => {
  it('matches what was written, until it is cleared', () => {
    const stamp = new Stamp(path.join(root, 'built'), 'stamp');
    expect(stamp.matches('x')).toBe(false);
    stamp.write('x');
    expect(stamp.matches('x')).toBe(true);
    expect(stamp.matches('y')).toBe(false);
    stamp.clear();
    expect(stamp.matches('x')).toBe(false);
  });
});
