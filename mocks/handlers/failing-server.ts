import { HttpResponse, http, type RequestHandler } from 'msw';
import { problem } from '@/lib/api/contract';

/** What a server that cannot reach its store says about it. */
export const FAILURE = 'The store does not answer at the moment. Try again later.';

const answer = () =>
  HttpResponse.json(problem.parse({ type: 'about:blank', title: 'Unavailable', status: 503, detail: FAILURE }), {
    status: 503,
  });

/** Answers everything with 503 and a sentence, as a server does whose store is gone. */
export const failingServer: readonly RequestHandler[] = [
  http.all('*/api/*', answer),
  http.all('*/v1/*', answer),
  http.all('*/auth/*', answer),
];

/** Never answers: what is seen until the first answer comes. */
export const silentServer: readonly RequestHandler[] = [http.all('*', () => new Promise<never>(() => {}))];
