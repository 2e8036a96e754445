import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDataFolder, holderOf } from './data-folder.mjs';

let data = '';
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'fillpath-data-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const check = (folder: string, env: Record<string, string> = {}) =>
  checkDataFolder({ ...env, FILLPATH_DATA: folder } as Record<string, string> as NodeJS.ProcessEnv);

describe('the data folder', () => {
  it('is made, with all above it', () => {
    check(path.join(data, 'a/b'));
    expect(existsSync(path.join(data, 'a/b/store'))).toBe(true);
    check(path.join(data, 'a/b'));
  });

  it('holds no store when there is a ClickHouse server', () => {
    check(data, { CLICKHOUSE_URL: 'http://localhost:8123' });
    expect([existsSync(path.join(data, 'store')), existsSync(path.join(data, 'journal'))]).toEqual([false, true]);
  });

  it.each(['/dev/null/x', '/proc/nope', '/proc/1/x', '/proc/nope/deeper', '/sys/nope', '/proc'])(
    'is not %s, which is said at once',
    (folder) => expect(() => check(folder)).toThrow(`The data folder ${folder} cannot be made or written (E`),
  );

  it('is not a file', () => {
    const file = path.join(data, 'file');
    writeFileSync(file, '');
    expect(() => check(file)).toThrow('cannot be made or written (EEXIST). Name another one with FILLPATH_DATA.');
  });

  // For root every folder can be written.
  it.skipIf(process.getuid?.() === 0)('is not one that this user may not write', () => {
    chmodSync(data, 0o555);
    expect(() => check(data)).toThrow('(EACCES)');
    chmodSync(data, 0o755);
  });
});

describe('a store', () => {
  const status = () => path.join(data, 'store/status');
  const leaveStatus = (pid: number) => {
    mkdirSync(path.join(data, 'store'));
    writeFileSync(status(), `PID: ${pid}\nStarted at: 2026-11-20 16:38:38\nRevision: 54513\n`);
  };

  it.runIf(process.platform === 'linux')('is in use while the process that it names has its status file open', () => {
    leaveStatus(process.pid);
    const file = openSync(status(), 'r');
    expect(holderOf(path.join(data, 'store'))).toBe(process.pid);
    expect(() => check(data)).toThrow(`in use by another Fillpath (process ${process.pid})`);
    closeSync(file);
    expect(holderOf(path.join(data, 'store'))).toBeNull();
  });

  it('is free when its process is gone, whoever has got its id', () => {
    leaveStatus(99_999_999);
    check(data);
    writeFileSync(status(), `PID: ${process.pid}\n`);
    check(data);
    writeFileSync(status(), 'PID: ../../etc');
    check(data);
  });
});
