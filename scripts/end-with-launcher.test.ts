import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const leash = pathToFileURL(path.join(import.meta.dirname, 'end-with-launcher.mjs')).href;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'fillpath-leash-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program on the leash; this process is its launcher. */
function onLeash(name: string, program: string, env: Record<string, string> = {}): ChildProcess {
  const file = path.join(folder, `${name}.mjs`);
  writeFileSync(file, program);
  return fork(file, { execArgv: ['--import', leash], env: { ...process.env, NEXT_PRIVATE_WORKER: '', ...env } });
}

it('ends the server with SIGTERM when its launcher is gone', async () => {
  const server = onLeash('server', 'setInterval(() => {}, 1000); process.send("running");');
  await once(server, 'message');
  server.disconnect();
  expect(await once(server, 'exit')).toEqual([null, 'SIGTERM']);
});

it('does not keep a server that has nothing more to do', async () => {
  expect(await once(onLeash('idle', ''), 'exit')).toEqual([0, null]);
});

it('lets a worker of `next dev` wait for the message that it lives by', async () => {
  const worker = onLeash('worker', 'process.once("message", (code) => process.exit(code)); process.send("ready");', {
    NEXT_PRIVATE_WORKER: '1',
  });
  const ended = once(worker, 'exit');
  await once(worker, 'message');
  // As long as another process takes from its start to its end: a worker that did not wait would be gone by then.
  await once(onLeash('other', ''), 'exit');
  worker.send(7);
  expect(await ended).toEqual([7, null]);
});
