import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { type ServerProcess, startServer } from '../../scripts/server-process';

/** A server that the spec may stop, kill and start again; it ends with the spec, its data too. */
export class OwnServer {
  readonly data = mkdtempSync(path.join(tmpdir(), 'fillpath-e2e-own-'));
  private running: ServerProcess | null = null;
  private readonly env: Readonly<Record<string, string>>;

  constructor(env: Readonly<Record<string, string>>) {
    this.env = { ...env, FILLPATH_DATA: this.data };
  }

  get process(): ServerProcess {
    if (!this.running) throw new Error('The server is not running.');
    return this.running;
  }

  get url(): string {
    return this.process.url;
  }

  /** On the same port as before, so that addresses stay valid. */
  async start(): Promise<void> {
    const port = this.running ? new URL(this.running.url).port : '0';
    this.running = await startServer({ ...this.env, PORT: port });
  }

  stop() {
    return this.process.stop();
  }

  kill() {
    return this.process.kill();
  }

  async dispose(): Promise<void> {
    await this.running?.kill();
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** Specs with a running server of their own, without the mock exchange unless `exchange` says `on`. */
export const test = base.extend<{ exchange: 'on' | 'off'; ownServer: OwnServer }>({
  exchange: ['off', { option: true }],
  ownServer: async ({ exchange }, provide) => {
    const server = new OwnServer({ FILLPATH_EXCHANGE: exchange });
    try {
      await server.start();
      await provide(server);
    } finally {
      await server.dispose();
    }
  },
});

export { expect } from '@playwright/test';
