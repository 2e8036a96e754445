import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while no other process does: two copies that are started from one fresh clone would otherwise install
 * over each other. The file holds the owner's process id; a file whose owner is gone is taken over.
 * @param {string} file
 * @param {() => Promise<void>} work
 * @param {(line: string) => void} say
 */
export async function withLock(file, work, say) {
  let told = false;
  while (!take(file)) {
    if (!told) say('Another process is setting up this folder; waiting for it.');
    told = true;
    await sleep(250);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    await work();
  } finally {
    release();
    process.off('exit', release);
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  if (!ownerIsAlive(file)) rmSync(file, { force: true });
  return false;
}

/** @param {string} file */
function ownerIsAlive(file) {
  let pid = 0;
  try {
    pid = Number(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
  // Empty: the owner is between creating the file and writing to it.
  if (pid === 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
