import { isFillpathError } from '@/lib/base/errors';
import { problemResponse } from './problem';

type Handler<Params> = (request: Request, params: Params) => Promise<Response> | Response;

/**
 * Wraps a route handler: awaits its path parameters and turns whatever it throws into a problem document.
 * Every route but `/v1/traces` (which answers in OTLP's own form) goes through it.
 */
export function route<Params = Record<string, never>>(handler: Handler<Params>) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    try {
      return await handler(request, await context.params);
    } catch (error) {
      if (!isFillpathError(error)) console.error(`${request.method} ${new URL(request.url).pathname}`, error);
      return problemResponse(error);
    }
  };
}
