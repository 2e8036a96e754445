import { isFillpathError } from '@/lib/base/errors';
import { checkHost } from './allowed-host';
import { problemResponse } from './problem';

type Handler<Params> = (request: Request, params: Params) => Promise<Response> | Response;

/**
 * Wraps a route handler: checks the host that the request names, awaits the path parameters, and turns whatever it throws into a problem document.
 * Every route but `/v1/traces` (which answers in OTLP's own form) goes through it.
 */
export function route<Params = Record<string, never>>(handler: Handler<Params>) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    try {
      checkHost(request);
      return await handler(request, await context.params);
    } catch (error) {
      // An expected error has a cause when the store failed: the sentence is for the caller, the cause for the log.
      const fault = isFillpathError(error) ? error.cause : error;
      if (fault !== undefined) console.error(`${request.method} ${new URL(request.url).pathname}`, fault);
      return problemResponse(error);
    }
  };
}
