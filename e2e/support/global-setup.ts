import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '../../scripts/server-process';

/** Starts the built application on a free port with an empty store, for the specs that share one. */
export default async function globalSetup() {
  const data = mkdtempSync(path.join(tmpdir(), 'fillpath-e2e-'));
  const server = await startServer({ FILLPATH_DATA: data });
  process.env.FILLPATH_E2E_URL = server.url;
  return async () => {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  };
}
