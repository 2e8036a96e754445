'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { spanMatchesQuery } from '@/lib/api/matches';
import { runSteps } from '@/lib/base/steps';
import type { RankedMatches } from '@/lib/find/rank-spans';
import { readFind } from '@/lib/find/read-find';
import { InvalidQuery } from '@/lib/search/errors';
import type { TraceView } from '@/lib/url/trace-view';
import { findSteps } from './find-steps';
import { rowOrder } from './row-order';
import type { TimelineModel } from './timeline-model';
import { useFoundMark } from './use-found-mark';

/** How long the text must rest before the server is asked: it reads the attributes of the whole trace. */
const ASK_AFTER_MS = 250;

/** What is looked for in a trace, and what is found so far. */
export interface FindState {
  /** The matches; while a changed text is being looked for those of the one before. Null: nothing is looked for. */
  readonly found: RankedMatches | null;
  /** Whether `found` is of the very text, as far as it could be looked for yet. */
  readonly current: boolean;
  /** Why the text is no query; null when it is one. */
  readonly problem: InvalidQuery | null;
  /** What is still being looked at. */
  readonly looking: 'columns' | 'attributes' | null;
  /** Why attributes could not be looked at; null when they could, or need not be. */
  readonly failure: Error | null;
  /** To be called with the time of the event by which the text changed; for {@link FOUND_MARK}. */
  readonly onInput: (text: string, timeStamp: number) => void;
  /** To be called after each frame of the rows. */
  readonly drawn: () => void;
}

interface Result {
  readonly model: TimelineModel;
  readonly found: RankedMatches;
  /** Identifies what was looked for. */
  readonly wanted: object;
  readonly text: string;
}

/** Looks for the view's text and pick: in the columns at once, in attributes where they may matter by asking the server. */
export function useFind(model: TimelineModel, view: Pick<TraceView, 'find' | 'pick' | 'grouping'>): FindState {
  const { find: text, pick, grouping } = view;
  const { traceId, spanCount } = model.trace;
  const query = useMemo(() => (text.trim() === '' ? NOTHING : readFind(text)), [text]);
  const problem = query instanceof InvalidQuery ? query : null;
  const valid = problem === null && (query !== NOTHING || pick !== null);
  const asks = !(query instanceof InvalidQuery) && query.columnsHold !== 'all';
  const rested = useRested(text);
  const { data, error } = useQuery({
    ...spanMatchesQuery(traceId, spanCount, rested),
    enabled: asks && rested === text,
  });
  const answer = asks && rested === text ? (data ?? null) : null;
  const order = useMemo(() => rowOrder(model, grouping), [model, grouping]);

  const wanted = useMemo(() => {
    if (!valid || query instanceof InvalidQuery || (query.columnsHold === 'nothing' && answer === null)) return null;
    return { conditions: query.conditions, pick, answer, order };
  }, [valid, query, pick, answer, order]);
  const [result, setResult] = useState<Result | null>(null);
  useLayoutEffect(() => {
    if (wanted === null) return;
    const abort = new AbortController();
    void runSteps(findSteps(model, wanted), abort.signal).then((found) => {
      if (found !== null) setResult({ model, found, wanted, text });
    });
    return () => abort.abort();
  }, [model, wanted, text]);

  const usable = valid && result?.model === model && result.found.order === order;
  const mark = useFoundMark();
  const failure = asks && rested === text ? error : null;
  const current = usable && result.wanted === wanted;
  return {
    // What is not looked for any more is not shown for as long as the failure stays.
    found: usable && (current || failure === null) ? result.found : null,
    current,
    problem,
    looking: !valid || failure !== null ? null : asks && answer === null ? 'attributes' : current ? null : 'columns',
    failure,
    onInput: mark.onInput,
    drawn: useCallback(() => {
      if (current) mark.drawn(result.text, result.found.count);
    }, [current, mark, result]),
  };
}

const NOTHING = { conditions: [], columnsHold: 'all' } as const;

/** A text that has not changed for a while. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
