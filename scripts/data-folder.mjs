import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

/**
 * Makes the data folder that FILLPATH_DATA names (./data) and sees that it can be used, before a server is started that would
 * say that it is ready and then fail. Nothing is held: the engine has its own lock, which decides when two start at once.
 * @param {NodeJS.ProcessEnv} env
 * @throws Error with a sentence when the folder cannot be made or written, or when another process has its store open.
 */
export function checkDataFolder(env) {
  const folder = path.resolve(root, env.FILLPATH_DATA || './data');
  const store = path.join(folder, 'store');
  try {
    for (const needed of [folder, ...(env.CLICKHOUSE_URL ? [] : [store]), path.join(folder, 'journal')]) {
      makeFolder(needed);
      accessSync(needed, constants.W_OK | constants.X_OK);
    }
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new Error(
      `The data folder ${folder} cannot be made or written (${code}). Name another one with FILLPATH_DATA.`,
      { cause: error },
    );
  }
  const holder = holderOf(store);
  if (holder === null) return;
  throw new Error(
    `The data folder ${folder} is in use by another Fillpath (process ${holder}). ` +
      'Stop that one, or give this one a folder of its own with FILLPATH_DATA.',
  );
}

/**
 * Step by step: with `recursive`, mkdir never returns where the system says "no such file" of what cannot be made, as in /proc.
 * @param {string} folder
 */
function makeFolder(folder) {
  if (isFolder(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another copy that starts at the same time may have made it.
    if (!isFolder(folder)) throw error;
  }
}

/** @param {string} folder */
function isFolder(folder) {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * The process that has the store open. The engine writes its process id to the file `status`, which it keeps open and locked;
 * a killed one leaves the file behind, and its id may have gone to another program, which does not have the file open.
 * @param {string} store
 * @returns {number | null} null, too, where that cannot be seen (macOS, another user's process): the engine then refuses.
 */
export function holderOf(store) {
  try {
    const status = realpathSync(path.join(store, 'status'));
    const pid = Number(/^PID: (\d+)$/m.exec(readFileSync(status, 'utf8'))?.[1]);
    const files = `/proc/${pid}/fd`;
    return readdirSync(files).some((file) => targetOf(`${files}/${file}`) === status) ? pid : null;
  } catch {
    return null;
  }
}

/** @param {string} link */
function targetOf(link) {
  try {
    return readlinkSync(link);
  } catch {
    // Closed since the list was read.
    return null;
  }
}
