import Link from 'next/link';
import { FIELD_NAMES, FIELDS } from '@/lib/search/fields';
import { type SearchView, searchHref } from '@/lib/url/search-view';

/** Queries that say something on the built-in exchange and on most other systems. */
const EXAMPLES = [
  ['status=error', 'spans that failed'],
  ['status=rejected', 'business requests that were refused'],
  ['duration>100ms', 'one span took longer'],
  ['trace.duration>1s trace.errors=0', 'slow as a whole, without an error'],
  ['kind=server duration>50ms', 'slow requests, as the server saw them'],
  ['service=~gateway "order"', 'a service by part of its name, and any text'],
] as const;

/** The language by example, for somebody who has not typed anything yet. Examples keep the time range and the sorting. */
export function Examples({ view }: { readonly view: SearchView }) {
  return (
    <div className="flex flex-col gap-2 text-sm">
      <ul aria-label="Examples" className="flex flex-wrap gap-2">
        {EXAMPLES.map(([q, what]) => (
          <li key={q}>
            <Link
              href={searchHref({ ...view, q })}
              prefetch={false}
              title={what}
              className="inline-flex h-6 items-center rounded-sm border border-border bg-surface-raised px-2 font-mono text-xs text-accent hover:border-border-strong hover:underline"
            >
              {q}
            </Link>
          </li>
        ))}
      </ul>
      <details>
        <summary className="w-fit text-xs text-text-muted hover:text-text">How queries are written</summary>
        <Help />
      </details>
    </div>
  );
}

function Help() {
  return (
    <div className="mt-2 grid max-w-5xl gap-x-10 gap-y-2 text-sm text-text-muted md:grid-cols-2">
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>Terms have spaces between them and must all hold on one span; trace.* terms hold on the whole trace.</li>
        <li>An order id, a trace id or any other business id alone finds its traces at any time.</li>
        <li>
          <Code>= !=</Code> compare, <Code>=~ !~</Code> look for a part, ignoring case, <Code>{'> >= < <='}</Code>{' '}
          compare numbers and durations.
        </li>
        <li>
          Any other key is an attribute: <Code>{'price>100'}</Code>, <Code>user.id=*</Code> (is there at all).
        </li>
        <li>
          <Code>-term</Code> turns a term round. Values with spaces go in quotes: <Code>"free text"</Code>.
        </li>
      </ul>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5">
        {FIELD_NAMES.map((field) => (
          <div key={field} className="contents">
            <dt className="font-mono text-xs leading-5 text-text">{field}</dt>
            <dd>{FIELDS[field].help}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Code({ children }: { readonly children: string }) {
  return <code className="font-mono text-xs text-text">{children}</code>;
}
