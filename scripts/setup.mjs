// Makes a clone ready to run: installs the packages when the lockfile has changed, builds when the sources have.
//   node scripts/setup.mjs [--no-build] [--browser]
// It runs before any package is installed, so it may import nothing but Node's own modules, and must run on Node 20.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureBrowser } from './ensure-browser.mjs';
import { BUILD_INPUTS, fingerprint, Stamp } from './fingerprint.mjs';
import { distDir, nextBin, nodePath, root } from './project.mjs';
import { withLock } from './setup-lock.mjs';

/** Inherited npm settings that change what is installed, or where. Those of registry, proxy and cache must stay. */
const HARMFUL_NPM_SETTINGS =
  /^npm_config_(omit|include|only|also|production|dev|optional|dry_run|global|location|prefix|local_prefix|package_lock_only|workspaces?|install_strategy|engine_strict)$/i;

/** @param {string} line */
const say = (line) => console.log(`fillpath: ${line}`);

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} failure the sentence for when it fails
 */
async function run(command, args, env, failure) {
  const started = Date.now();
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject).on('exit', (status, signal) => resolve(signal ?? status));
  });
  process.off('SIGINT', forward).off('SIGTERM', forward);
  if (code !== 0) throw new Error(`${failure} (${typeof code === 'number' ? `exit code ${code}` : code})`);
  return Math.max(1, Math.round((Date.now() - started) / 1000));
}

/** Next's types insist on a NODE_ENV; that there is none is the point here. */
function childEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => name !== 'NODE_ENV' && !HARMFUL_NPM_SETTINGS.test(name));
  const env = { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: '1' };
  return /** @type {NodeJS.ProcessEnv} */ (/** @type {unknown} */ (env));
}

async function install() {
  const stamp = new Stamp(path.join(root, 'node_modules'), '.fillpath-installed');
  const wanted = fingerprint(root, ['package-lock.json'], [process.platform, process.arch]);
  if (stamp.matches(wanted)) return;
  say('installing the packages of package-lock.json (npm ci); the first time takes about half a minute.');
  stamp.clear();
  const { npm_execpath: npm, npm_node_execpath: npmNode } = process.env;
  // --include wins over an `omit` in somebody's .npmrc; without the dev packages there is no build.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command = 'npm', ...rest] = npm ? [npmNode || process.execPath, npm, ...args] : ['npm', ...args];
  const failure = 'npm ci did not succeed; its message above says why.';
  const seconds = await run(command, rest, childEnvironment(), failure);
  stamp.write(wanted);
  say(`packages installed in ${seconds} s.`);
}

async function build() {
  const stamp = new Stamp(distDir, 'fillpath-built');
  const wanted = fingerprint(root, BUILD_INPUTS, [process.platform, process.arch]);
  if (stamp.matches(wanted)) return;
  say('building (next build); this takes about ten seconds and is repeated only when the sources change.');
  stamp.clear();
  const failure = 'next build did not succeed; its message above says why.';
  const seconds = await run(nodePath(), [nextBin, 'build'], childEnvironment(), failure);
  stamp.write(wanted);
  say(`built in ${seconds} s.`);
}

try {
  await withLock(
    path.join(root, '.fillpath-setup.lock'),
    async () => {
      await install();
      if (!process.argv.includes('--no-build')) await build();
      if (process.argv.includes('--browser')) ensureBrowser(say);
    },
    say,
  );
} catch (error) {
  console.error(`fillpath: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
