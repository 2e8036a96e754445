import type { Problem } from './contract';

/** An answer other than 2xx, or none at all. `message` is the sentence for the person. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    /** HTTP status; 0 when the server could not be reached. */
    readonly status: number,
    message: string,
    readonly problem: Problem | null = null,
  ) {
    super(message);
  }
}

type SearchParams = Readonly<Record<string, string | number | null | undefined>>;

/** `path` with the parameters that have a value. */
export function apiUrl(path: string, params: SearchParams = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

/**
 * Fetches from Fillpath's own API; `begun` is the answer to the same request that is already on its way.
 * @throws ApiError for any answer but 2xx, and when there is none.
 */
export async function apiFetch(url: string, init: RequestInit = {}, begun?: Promise<Response>): Promise<Response> {
  let response: Response;
  try {
    response = await (begun ?? fetch(url, init));
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, 'Fillpath does not answer. Check that the server is running, then try again.');
  }
  if (response.ok) return response;
  const problem = (await response.json().catch(() => null)) as Problem | null;
  throw new ApiError(response.status, problem?.detail ?? `The server answered ${response.status}.`, problem);
}

/** GETs JSON in the shape that `lib/api/contract` gives for the route. */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await apiFetch(url, signal ? { signal } : {});
  return (await response.json()) as T;
}
