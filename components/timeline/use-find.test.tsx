// @vitest-environment jsdom

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { columnFromArray, tableFromColumns, tableToIPC, uint64 } from '@uwdata/flechette';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import type { ReactNode } from 'react';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { traceFromText } from '@/lib/trace/from-text';
import { DEFAULT_TRACE_VIEW, type TraceView } from '@/lib/url/trace-view';
import { timelineModel } from './timeline-model';
import { type FindState, useFind } from './use-find';
import { FOUND_MARK } from './use-found-mark';

const MODEL = timelineModel(
  traceFromText(`
    gateway:order 0-100
      risk:check 10-50
        db:read 20-30 error
  `),
);

/** Which spans the server finds for a text, or why it does not. */
let answers: Record<string, bigint[] | string>;
let asked: string[];
const server = setupServer(
  http.get('*/api/traces/:traceId/matches', ({ request }) => {
    const text = new URL(request.url).searchParams.get('q') ?? '';
    asked.push(text);
    const answer = answers[text] ?? [];
    if (typeof answer === 'string') return HttpResponse.json({ detail: answer }, { status: 503 });
    const bytes = tableToIPC(tableFromColumns([['Id', columnFromArray(answer, uint64())]]), { format: 'stream' });
    return HttpResponse.arrayBuffer(new Uint8Array(bytes ?? []).buffer);
  }),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());
beforeEach(() => {
  answers = {};
  asked = [];
  performance.clearMarks(FOUND_MARK);
});
afterEach(cleanup);

function looking(view: Partial<TraceView>) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const hook = renderHook((change: Partial<TraceView>) => useFind(MODEL, { ...DEFAULT_TRACE_VIEW, ...change }), {
    wrapper,
    initialProps: view,
  });
  return { ...hook, type: (find: string) => act(async () => hook.rerender({ ...view, find })) };
}

const names = ({ found }: FindState) =>
  found &&
  Array.from(MODEL.trace.names.values).filter((_, code) => found.matched[MODEL.trace.names.codes.indexOf(code)]);

describe('useFind', () => {
  it('looks for nothing as long as nothing is said', async () => {
    const { result } = looking({});
    expect(result.current).toMatchObject({ found: null, problem: null, looking: null });
  });

  it('answers from the columns what they hold, without the server', async () => {
    const { result } = looking({ find: 'service=db' });
    await waitFor(() => expect(names(result.current)).toEqual(['read']));
    expect(result.current).toMatchObject({ current: true, looking: null });
    expect(asked).toEqual([]);
  });

  it('finds free text in names at once, and then where the server finds it', async () => {
    answers = { check: [2n, 3n] };
    const { result, type } = looking({});
    await type('check');
    await waitFor(() => expect(names(result.current)).toEqual(['check']));
    expect(result.current.looking).toBe('attributes');
    await waitFor(() => expect(names(result.current)).toEqual(['check', 'read']));
    expect(result.current.looking).toBeNull();
  });

  it('asks the server for a text that has rested only', async () => {
    const { result, type } = looking({});
    for (const text of ['a', 'ab', 'a=b']) await type(text);
    await waitFor(() => expect(result.current.looking).toBeNull());
    expect(asked).toEqual(['a=b']);
    expect(names(result.current)).toEqual([]);
  });

  it('keeps what names have when the server fails, and nothing where only it could know', async () => {
    answers = { check: 'Too busy.', 'order.id=1': 'Too busy.' };
    const { result, type } = looking({ find: 'check' });
    await waitFor(() => expect(result.current.failure?.message).toBe('Too busy.'));
    expect(names(result.current)).toEqual(['check']);
    await type('order.id=1');
    expect(result.current.looking).toBe('attributes');
    await waitFor(() => expect(result.current.failure?.message).toBe('Too busy.'));
    expect(result.current).toMatchObject({ found: null, looking: null });
  });

  it('takes a text and a pick together', async () => {
    const { result } = looking({ find: '-service=gateway', pick: 'critical' });
    await waitFor(() => expect(names(result.current)).toEqual(['check', 'read']));
  });

  it('says what is wrong with a text and finds nothing', async () => {
    const { result, type } = looking({ find: 'service=db' });
    await waitFor(() => expect(result.current.found).not.toBeNull());
    await type('service=');
    expect(result.current.found).toBeNull();
    expect(result.current.problem?.message).toContain('No value follows');
  });

  it('marks the time of a typed text once, in the first frame that shows its matches', async () => {
    const { result, type } = looking({});
    result.current.onInput('service=db', performance.now() - 40);
    result.current.drawn();
    await type('service=db');
    await waitFor(() => expect(result.current.current).toBe(true));
    result.current.drawn();
    result.current.drawn();
    const marks = performance.getEntriesByName(FOUND_MARK) as PerformanceMark[];
    expect(marks).toHaveLength(1);
    expect(marks[0]?.detail).toMatchObject({ matches: 1 });
    const detail = marks[0]?.detail as { milliseconds: number } | undefined;
    expect(detail?.milliseconds).toBeGreaterThanOrEqual(40);
  });
});
