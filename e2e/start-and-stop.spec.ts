import { createServer } from 'node:net';
import { launch } from '../scripts/server-process';
import { newTraceId, store } from './support/otlp';
import { expect, test } from './support/own-server';

test('a second process on the same data folder is refused with one sentence, and the first goes on', async ({
  ownServer,
}) => {
  const second = launch({ FILLPATH_DATA: ownServer.data });
  await second.ended;
  expect(second.launcher.exitCode).toBe(1);
  expect(second.output()).toBe(
    `fillpath: The data folder ${ownServer.data} is in use by another Fillpath (process ${ownServer.process.pid}). ` +
      'Stop that one, or give this one a folder of its own with FILLPATH_DATA.\n',
  );
  expect((await fetch(`${ownServer.url}/readyz`)).status).toBe(200);
});

test('a data folder whose process was killed is used again', async ({ ownServer }) => {
  await ownServer.kill();
  await ownServer.start();
  expect((await fetch(`${ownServer.url}/readyz`)).status).toBe(200);
});

for (const folder of ['/proc/nope', '/proc/1/x', '/dev/null/x', '/etc/hostname']) {
  test(`${folder} as the data folder is answered with one sentence`, async () => {
    const launched = launch({ FILLPATH_DATA: folder });
    await launched.ended;
    expect(launched.launcher.exitCode).toBe(1);
    expect(launched.output()).toContain(`The data folder ${folder} cannot be made or written`);
    expect(launched.output().trim().split('\n')).toHaveLength(1);
  });
}

test('a port in use is answered with a sentence', async () => {
  const occupant = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => occupant.once('listening', resolve));
  const { port } = occupant.address() as { port: number };
  const launched = launch({ PORT: String(port) });
  await launched.ended;
  occupant.close();
  expect(launched.launcher.exitCode).toBe(1);
  expect(launched.output()).toContain(`Port ${port} on 127.0.0.1 is in use.`);
  expect(launched.output().trim().split('\n')).toHaveLength(1);
});

for (const [variable, value] of [
  ['PORT', '70000'],
  ['HOST', '192.0.2.1'],
  ['FILLPATH_EXCHANGE', 'perhaps'],
  ['CLICKHOUSE_URL', 'clickhouse:9000'],
] as const) {
  test(`${variable}=${value} is answered with a sentence that names ${variable}`, async () => {
    const launched = launch({ FILLPATH_DATA: test.info().outputPath('data'), [variable]: value });
    await launched.ended;
    expect(launched.launcher.exitCode).toBe(1);
    expect(launched.output()).toContain(variable);
    expect(launched.output()).not.toMatch(/^\s+at /m);
  });
}

test('nothing listens on other addresses unless told to', async ({ ownServer }) => {
  const { port } = new URL(ownServer.url);
  await expect(fetch(`http://[::1]:${port}/healthz`)).rejects.toThrow();
  await expect(fetch(`http://127.0.0.2:${port}/healthz`)).rejects.toThrow();
});

test('SIGTERM with an open event stream: the stream ends and the server exits within ten seconds', async ({
  ownServer,
}) => {
  const stream = await fetch(`${ownServer.url}/api/live`);
  const reader = stream.body?.getReader();
  await reader?.read();
  const { code, milliseconds } = await ownServer.stop();
  expect(code).toBe(0);
  expect(milliseconds).toBeLessThan(10_000);
  await expect.poll(async () => (await reader?.read())?.done).toBe(true);
});

test('what was acknowledged before SIGTERM is found after the restart', async ({ ownServer }) => {
  const traceId = newTraceId();
  await store(ownServer.url, traceId, [
    { name: 'before the restart', attributes: { 'order.id': 'ORD-before-restart' } },
  ]);
  await ownServer.stop();
  await ownServer.start();
  const trace = await fetch(`${ownServer.url}/api/traces/${traceId}`);
  expect(await trace.text()).toContain('before the restart');
  const found = await fetch(`${ownServer.url}/api/search?q=ORD-before-restart`);
  expect(await found.json()).toMatchObject({ traces: [{ traceId, spanCount: 1 }] });
});
