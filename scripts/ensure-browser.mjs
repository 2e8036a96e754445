import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findBrowser } from './browser.mjs';

const WHAT_TO_DO =
  'The tests need Chromium or Chrome. Install one (Debian: apt-get install chromium; macOS: brew install --cask google-chrome), ' +
  'or set CHROMIUM_PATH to the file that runs it.';

/** Ubuntu's package of that name only points to a snap, which does not run in containers. */
function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Makes sure that the tests have a browser. As root on Debian it installs one.
 * @param {(line: string) => void} say
 * @throws Error with a sentence that says what to install, elsewhere.
 */
export function ensureBrowser(say) {
  if (findBrowser(process.env)) return;
  if (!isDebian() || process.getuid?.() !== 0) throw new Error(WHAT_TO_DO);
  say("no browser found; installing Debian's chromium for the tests (apt-get).");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', 'chromium'],
  ]) {
    const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env });
    if (status !== 0) throw new Error(`apt-get ${args[0]} did not succeed; its message above says why. ${WHAT_TO_DO}`);
  }
  if (!findBrowser(process.env)) throw new Error(WHAT_TO_DO);
}
