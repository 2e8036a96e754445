import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Where `next build` writes. */
export const distDir = path.join(root, '.next');

export const nextBin = path.join(root, 'node_modules/next/dist/bin/next');

/** What Next, vitest and Playwright need. The scripts that start before the packages are there make do with Node 20. */
const OLDEST_NODE = 22;

/**
 * The Node that runs everything but the set-up: the one that `npm ci` installed for this platform, else the one that runs
 * this file. By path rather than by PATH, which names it only inside npm's scripts.
 * @throws Error with a sentence for the person, when there is neither an installed one nor a new enough one.
 */
export function nodePath() {
  const installed = path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node');
  if (existsSync(installed)) return installed;
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return process.execPath;
  throw new Error(
    `Fillpath runs on Node ${OLDEST_NODE} or newer, and this is ${process.versions.node} on ${process.platform}-${process.arch}, ` +
      'for which no Node comes with the packages. Install Node 24 and try again.',
  );
}
