import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { FillpathError } from '@/lib/base/errors';

/**
 * Makes a folder, with all above it, unless it is there.
 * @throws FillpathError `invalid-input` when it cannot be made or written.
 */
export function makeFolder(folder: string): void {
  try {
    makeSteps(path.resolve(/*turbopackIgnore: true*/ folder));
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const sentence = `The data folder ${folder} cannot be made or written (${code}). Name another one with FILLPATH_DATA.`;
    throw Object.assign(new FillpathError('invalid-input', sentence), { cause });
  }
}

/** With `recursive`, mkdir never returns where the system says "no such file" of what cannot be made, as in /proc. */
function makeSteps(folder: string): void {
  if (isFolder(folder)) return;
  makeSteps(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another copy that starts at the same time may have made it.
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
