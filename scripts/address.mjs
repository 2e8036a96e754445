import { createServer } from 'node:net';

const DEFAULT_PORT = '3000';
/** This machine alone: nothing listens on other addresses unless told to. */
const DEFAULT_HOST = '127.0.0.1';

/**
 * Where to listen, from PORT and HOST.
 * @param {NodeJS.ProcessEnv} env
 * @throws Error with a sentence when PORT is not a port. PORT=0 asks for any free one.
 */
export function readAddress(env) {
  const port = env.PORT?.trim() || DEFAULT_PORT;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Error(`PORT is "${port}", which is not a port: use a number from 1 to 65535, or 0 for any free port.`);
  }
  return { port: Number(port), host: env.HOST?.trim() || DEFAULT_HOST };
}

/**
 * The port itself, or the free one that was found for port 0, after having listened there for a moment.
 * @param {{ port: number, host: string }} address
 * @returns {Promise<number>}
 * @throws Error with a sentence when it cannot be had.
 */
export function claimPort({ port, host }) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', (error) => reject(new Error(explain(error, port, host))));
    probe.listen({ port, host, exclusive: true }, () => {
      const bound = /** @type {import('node:net').AddressInfo} */ (probe.address()).port;
      probe.close(() => resolve(bound));
    });
  });
}

/** @param {NodeJS.ErrnoException} error @param {number} port @param {string} host */
function explain(error, port, host) {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use. Stop the program that listens there, or choose another port: PORT=${port === 65_535 ? 3000 : port + 1} npm start.`;
    case 'EACCES':
      return `Listening on port ${port} of ${host} is not permitted. Choose a port above 1023, for example PORT=3000.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST is "${host}", which is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for all its addresses.`;
    default:
      return `Cannot listen on ${host}, port ${port}: ${error.message}.`;
  }
}

/** The address to type into a browser on this machine. @param {{ port: number, host: string }} address */
export function urlOf({ port, host }) {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
