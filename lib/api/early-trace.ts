/** A request that was begun before the page's own code had come. */
interface EarlyRequest {
  readonly url: string;
  readonly response: Promise<Response>;
  readonly abort: AbortController;
}

declare global {
  var fillpathEarlyTrace: EarlyRequest | undefined;
}

/**
 * Runs while the document is read: asks for the columns of the trace that the address names, for the page to take once it is
 * alive. The code needs as long to come and to start as the store needs to answer. It makes the URL that {@link takeEarlyTrace}
 * is asked for; nothing is asked for early at an address that names no trace.
 */
export const EARLY_TRACE_SCRIPT = `{let m=/^\\/traces\\/([0-9a-f]{32})$/i.exec(location.pathname);if(m){let u='/api/traces/'+m[1].toLowerCase()+'?format=arrow',a=new AbortController(),r=fetch(u,{signal:a.signal});r.catch(()=>{});globalThis.fillpathEarlyTrace={url:u,response:r,abort:a}}}`;

/**
 * The answer that is already on its way, once; undefined when it was not asked for, or taken before. From then on `signal`
 * ends it. It may be rejected and it may be an error's answer, like that of any `fetch`.
 */
export function takeEarlyTrace(url: string, signal: AbortSignal): Promise<Response> | undefined {
  const early = globalThis.fillpathEarlyTrace;
  if (early?.url !== url) return undefined;
  globalThis.fillpathEarlyTrace = undefined;
  if (signal.aborted) early.abort.abort();
  else signal.addEventListener('abort', () => early.abort.abort(), { once: true });
  return early.response;
}
