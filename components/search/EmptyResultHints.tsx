'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { keysQuery, keyValuesQuery } from '@/lib/api/search';
import { type SearchView, searchHref } from '@/lib/url/search-view';
import { emptyResultHints } from './empty-result-hints';

/** What may be wrong with the query, and each suggestion a click away. Nothing while that is not known. */
export function EmptyResultHints({ view }: { readonly view: SearchView }) {
  const client = useQueryClient();
  const { data: hints = [] } = useQuery({
    queryKey: ['empty-result-hints', view.q],
    queryFn: () =>
      emptyResultHints(view.q, {
        keys: async (prefix) => (await client.fetchQuery(keysQuery(prefix))).keys,
        values: async (key, prefix) => {
          const { values } = await client.fetchQuery(keyValuesQuery(key, prefix));
          return values.map(({ value }) => value);
        },
      }),
  });
  if (hints.length === 0) return null;
  return (
    <ul aria-label="What may be wrong" className="flex flex-col gap-2 text-text">
      {hints.map(({ text, instead }, index) => (
        <li key={index} className="break-words">
          {text}
          {instead.length > 0 && ' Search for '}
          {instead.map(({ term, q }, place) => (
            <span key={q}>
              {place > 0 && ' or '}
              <Link
                href={searchHref({ ...view, q })}
                prefetch={false}
                className="font-mono text-xs text-accent hover:underline"
              >
                {term}
              </Link>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
