import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './setup-lock.mjs';

/** No process has this id: it is above what Linux and macOS hand out. */
const DEAD_PROCESS = '99999999';

let folder = '';
let lock = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'fillpath-lock-'));
  lock = path.join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the set-up lock', () => {
  it('is held during the work, by this process, and gone after it', async () => {
    await withLock(
      lock,
      () => Promise.resolve(expect(readFileSync(lock, 'utf8')).toBe(String(process.pid))),
      () => {},
    );
    expect(existsSync(lock)).toBe(false);
  });

  it('is gone after work that fails, whose error is passed on', async () => {
    await expect(
      withLock(
        lock,
        () => Promise.reject(new Error('npm ci failed')),
        () => {},
      ),
    ).rejects.toThrow('npm ci failed');
    expect(existsSync(lock)).toBe(false);
  });

  it('lets a second one wait until the first is done, and says once that it waits', async () => {
    const events: string[] = [];
    let finishFirst = () => {};
    const first = withLock(
      lock,
      async () => {
        await new Promise<void>((resolve) => {
          finishFirst = resolve;
        });
        events.push('first done');
      },
      () => {},
    );
    const second = withLock(
      lock,
      () => {
        events.push('second starts');
        return Promise.resolve();
      },
      (line) => {
        events.push(line);
        finishFirst();
      },
    );
    await Promise.all([first, second]);
    expect(events).toEqual([
      'Another process is setting up this folder; waiting for it.',
      'first done',
      'second starts',
    ]);
  });

  it('is taken over from a process that is gone', async () => {
    writeFileSync(lock, DEAD_PROCESS);
    let ran = false;
    await withLock(
      lock,
      () => {
        ran = true;
        return Promise.resolve();
      },
      () => {},
    );
    expect(ran).toBe(true);
  });
});
