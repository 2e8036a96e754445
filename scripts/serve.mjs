// Starts the built application, or with --dev the development server, on PORT (3000) of HOST (127.0.0.1), and says when
// it is ready. The server is a child process because UV_THREADPOOL_SIZE counts only when it is set before Node starts.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { claimPort, readAddress, urlOf } from './address.mjs';
import { checkDataFolder } from './data-folder.mjs';
import { nextBin, nodePath, root } from './project.mjs';

const READY_POLL_MS = 100;
const SAME_KEYSTROKE_MS = 500;

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  console.error(`fillpath: ${sentence}`);
  process.exit(1);
}

async function prepare() {
  const address = readAddress(process.env);
  const port = await claimPort(address);
  checkDataFolder(process.env);
  return { node: nodePath(), address: { ...address, port } };
}

/** @param {{ node: string, address: { port: number, host: string } }} prepared */
function startServer({ node, address }) {
  const command = process.argv.includes('--dev') ? 'dev' : 'start';
  const leash = pathToFileURL(path.join(root, 'scripts/end-with-launcher.mjs')).href;
  const next = [nextBin, command, '--hostname', address.host, '--port', String(address.port)];
  // Ingest makes short-lived objects by the million, and V8 would rather take memory than tidy up. Growing in smaller steps keeps
  // its heap near 120 MB instead of 200, for a tenth more processor time.
  const heap = ['--max-semi-space-size=16', '--heap-growing-percent=100'];
  // `next dev` hands its flags on in NODE_OPTIONS, where Node does not allow these.
  const flags = command === 'dev' ? [] : heap;
  return spawn(node, [...flags, '--import', leash, ...next], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A process group of its own: the terminal's Ctrl-C reaches the launcher alone, which passes it on once.
    detached: true,
    env: {
      ...process.env,
      PORT: String(address.port),
      HOST: address.host,
      NODE_ENV: command === 'dev' ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      // The engine's queries run on libuv's threads: with the usual 4, a few slow ones delay every file read.
      UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE || '16',
      // The engine's allocator gives memory back after half a second instead of five (45 MB less while ingesting, for 1 µs a
      // span), and malloc keeps two pools instead of one for each of the threads above (35 MB less).
      JE_MALLOC_CONF: process.env.JE_MALLOC_CONF || 'dirty_decay_ms:500,prof:false',
      MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX || '2',
      // Next's own handling waits for open event streams for ever; lib/server drains and exits instead.
      NEXT_MANUAL_SIG_HANDLE: '1',
    },
  });
}

/** @param {string} url @param {AbortSignal} ended */
async function announce(url, ended) {
  while (!ended.aborted) {
    const answer = await fetch(`${url}/readyz`, { signal: ended }).catch(() => null);
    if (answer?.ok) return console.log(`fillpath: ready at ${url} (process ${server.pid})`);
    await sleep(READY_POLL_MS);
  }
}

const prepared = await prepare().catch((error) => fail(error.message));
const server = startServer(prepared);
const ended = new AbortController();

let lastSignalAt = Number.NEGATIVE_INFINITY;
/** @param {'SIGTERM' | 'SIGINT'} signal */
function forward(signal) {
  // One Ctrl-C comes twice, from the terminal and from npm. To the server a second one means "at once".
  if (performance.now() - lastSignalAt < SAME_KEYSTROKE_MS) return;
  lastSignalAt = performance.now();
  server.kill(signal);
}
process.on('SIGTERM', () => forward('SIGTERM'));
process.on('SIGINT', () => forward('SIGINT'));
// The terminal was closed. Node's default for it is to end at once, without draining.
process.on('SIGHUP', () => forward('SIGTERM'));

server.on('error', (error) => fail(`The server did not start: ${error.message}`));
server.on('exit', (code, signal) => {
  ended.abort();
  process.exitCode = signal ? 128 + constants.signals[signal] : (code ?? 1);
});
await announce(urlOf(prepared.address), ended.signal);
