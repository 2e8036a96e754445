import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { CLIENT_ADDRESS_HEADER } from '@/lib/http/client-address';
import { REFUSED_PATH, refusalOf } from '@/lib/http/refusal';

/**
 * Looks at each request before Next does: notes the client's address, which Next does not pass on, and sends what Next would
 * answer with 500 (see {@link refusalOf}) to a route that says what is wrong with it.
 *
 * Neither proxy.ts nor a rewrite is early enough: Next decodes the path while it looks for the route. Node tells of a request
 * on this channel just before it hands it to the server's listener, in the same call, and what is changed here is what Next reads.
 */
export function screenRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[CLIENT_ADDRESS_HEADER] = request.socket.remoteAddress ?? '';
    const refusal = refusalOf(request.method, request.url);
    if (refusal === null) return;
    request.url = `${REFUSED_PATH}?why=${refusal}`;
    // The route answers a HEAD as well; a body that comes with another method is thrown away.
    if (request.method !== 'HEAD') request.method = 'GET';
  });
}
