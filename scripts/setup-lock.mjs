import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  // Linked rather than created, so that it is never there without its owner's id.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
  if (!ownerIsAlive(file)) rmSync(file, { force: true });
  return false;
}

/** @param {string} file */
function ownerIsAlive(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    // Anything but "no such process" is a reason to look again: somebody else's process, or a lock that is gone by now.
    return /** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH';
  }
}
