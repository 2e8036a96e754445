import { FillpathError } from '@/lib/base/errors';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses a request that names another host than this server goes by. While the server listens on loopback alone, whoever
 * reaches it is on this machine, and may be a browser: a web page whose name is made to point here (DNS rebinding) would
 * otherwise read everything. Its requests carry that name.
 *
 * @param env `HOST`: another address than loopback means that the server is meant to be reached by any name.
 *   `FILLPATH_HOSTS`: names, with commas, by which a proxy on this machine passes requests on.
 * @throws FillpathError `forbidden`
 */
export function checkHost(request: Request, env: Readonly<Record<string, string | undefined>> = process.env): void {
  const listensOn = env.HOST || '127.0.0.1';
  if (!LOOPBACK.has(listensOn) && listensOn !== '::1') return;
  const host = request.headers.get('host');
  // Only HTTP/1.0 has none, and no browser speaks it.
  if (host === null) return;
  const name = host.toLowerCase().replace(/:\d+$/, '');
  if (LOOPBACK.has(name) || env.FILLPATH_HOSTS?.split(',').some((allowed) => allowed.trim().toLowerCase() === name))
    return;
  throw new FillpathError(
    'forbidden',
    `This server does not go by the name "${name}". If a proxy passes that name on, list it in FILLPATH_HOSTS.`,
  );
}
