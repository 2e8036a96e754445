import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const READY = /fillpath: ready at (\S+) \(process (\d+)\)/;
const START_DEADLINE_MS = 60_000;
/** The server promises to be gone ten seconds after the signal. */
const STOP_DEADLINE_MS = 15_000;

/** A Fillpath of one's own, started as a user would start it, for the end-to-end tests and the benchmark. */
export interface ServerProcess {
  readonly url: string;
  /** The server itself; the launcher that started it is another process. */
  readonly pid: number;
  /** What it has printed so far. */
  output(): string;
  /** SIGTERM, then its exit code and how long it took. @throws Error when it does not end in time (it is then killed). */
  stop(): Promise<{ code: number | null; milliseconds: number }>;
  /** SIGKILL to the server, without warning; resolves when the launcher has ended too. */
  kill(): Promise<void>;
}

/** Runs the launcher without waiting for readiness, for cases in which the server refuses to start. */
export function launch(env: Readonly<Record<string, string>>) {
  const launcher = spawn(process.execPath, [path.join(root, 'scripts/serve.mjs')], {
    cwd: root,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  launcher.stdout.on('data', collect);
  launcher.stderr.on('data', collect);
  return { launcher, ended: once(launcher, 'close'), output: () => output };
}

/**
 * Starts the built application on a free port and waits until it says that it is ready.
 * @throws Error with what it printed, when it ends first or takes longer than a minute.
 */
export async function startServer(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const { launcher, ended, output } = launch(env);
  const [, url, pid] = await readiness(launcher, output);
  if (url === undefined || pid === undefined) throw new Error(`The server did not start:\n${output()}`);
  const killServer = () => {
    if (launcher.exitCode === null) process.kill(Number(pid), 'SIGKILL');
  };
  // Ahead of whoever removes its data folder at the exit.
  process.prependOnceListener('exit', killServer);
  void ended.then(() => process.off('exit', killServer));
  return {
    url,
    pid: Number(pid),
    output,
    async stop() {
      const started = performance.now();
      launcher.kill('SIGTERM');
      const deadline = setTimeout(killServer, STOP_DEADLINE_MS);
      await ended;
      clearTimeout(deadline);
      const milliseconds = performance.now() - started;
      if (milliseconds >= STOP_DEADLINE_MS) throw new Error(`The server did not stop in time:\n${output()}`);
      return { code: launcher.exitCode, milliseconds };
    },
    async kill() {
      killServer();
      await ended;
    },
  };
}

function readiness(launcher: ChildProcess, output: () => string): Promise<string[]> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => {
      launcher.kill('SIGKILL');
      resolve([]);
    }, START_DEADLINE_MS);
    const settle = (result: string[]) => {
      clearTimeout(deadline);
      resolve(result);
    };
    launcher.stdout?.on('data', () => {
      const match = READY.exec(output());
      if (match) settle([...match]);
    });
    launcher.once('close', () => settle([]));
  });
}
