// Everything that must hold: lint, format, types, unit and component tests, end-to-end tests against the built application.
// All of them run even when one fails. The last line counts the tests; the exit code is 0 only when everything passed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './project.mjs';

const results = mkdtempSync(path.join(tmpdir(), 'fillpath-test-'));
const unitResults = path.join(results, 'unit.json');
const endToEndResults = path.join(results, 'e2e.json');

/** The caller's settings of Fillpath itself must not decide how the tests end. */
const OWN_SETTINGS = /^(NODE_ENV|PORT|HOST|CLICKHOUSE_URL|FILLPATH_.*)$/;
/** Makes some of the tools colour their output even when it goes to a file. */
const CI_SETTINGS = /^(CI|CONTINUOUS_INTEGRATION|GITHUB_ACTIONS)$/;
const inherited = Object.entries(process.env).filter(([name]) => !OWN_SETTINGS.test(name) && !CI_SETTINGS.test(name));
const env = {
  ...Object.fromEntries(inherited),
  PATH: [path.join(root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter),
  PLAYWRIGHT_JSON_OUTPUT_FILE: endToEndResults,
  ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
};

/** @type {readonly (readonly [name: string, command: string, ...args: string[]])[]} */
const STEPS = [
  ['lint', 'oxlint', '--type-aware', '--quiet'],
  ['format', 'biome', 'ci', `--colors=${process.stdout.isTTY ? 'force' : 'off'}`, '.'],
  ['types', 'tsc', '--noEmit'],
  [
    'unit and component tests',
    'vitest',
    'run',
    '--allowOnly=false',
    '--silent=passed-only',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${unitResults}`,
  ],
  ['end-to-end tests', 'playwright', 'test', '--forbid-only', '--reporter=list,json'],
];

/** @param {string} command @param {string[]} args @returns {Promise<boolean>} whether it ended with exit code 0 */
function succeeds(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: /** @type {NodeJS.ProcessEnv} */ (/** @type {unknown} */ (env)),
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const interrupt = () => child.kill('SIGINT');
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    child.on('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.on('exit', (code) => {
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      resolve(code === 0);
    });
  });
}

/** @param {string} file @returns {any} null when the step ended before it wrote its results */
function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function countTests() {
  const unit = readResults(unitResults);
  const endToEnd = readResults(endToEndResults)?.stats;
  return {
    passed: (unit?.numPassedTests ?? 0) + (endToEnd?.expected ?? 0),
    failed: (unit?.numFailedTests ?? 0) + (endToEnd?.unexpected ?? 0) + (endToEnd?.flaky ?? 0),
    skipped: (unit?.numPendingTests ?? 0) + (unit?.numTodoTests ?? 0) + (endToEnd?.skipped ?? 0),
  };
}

const failedSteps = [];
try {
  for (const [name, command, ...args] of STEPS) {
    const started = Date.now();
    console.log(`\n== ${name}`);
    const passed = await succeeds(command, args);
    console.log(`== ${name}: ${passed ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    if (!passed) failedSteps.push(name);
  }
  const { passed, failed, skipped } = countTests();
  console.log('');
  if (failedSteps.length > 0) console.log(`Failed: ${failedSteps.join(', ')}.`);
  if (skipped > 0) console.log(`Skipped: ${skipped} tests.`);
  console.log(`${passed} passed, ${failed} failed`);
} finally {
  rmSync(results, { recursive: true, force: true });
}
process.exitCode = failedSteps.length > 0 ? 1 : 0;
