import type { FoundPlaces, PageCommand } from '@/components/ui/command-source';
import { PAGES } from '@/components/ui/pages';
import type { RecentPlace } from '@/components/ui/recent';
import { fuzzyScoreOfAll, typedWords } from '@/lib/base/fuzzy';
import { isSpanId, isTraceId } from '@/lib/base/ids';
import { formatCount } from '@/lib/base/units';

/** Something that can be chosen. `href` or `run`: where it leads, or what it does. */
export interface PaletteOption {
  /** Stays the same while other options come and go. */
  readonly id: string;
  readonly title: string;
  /** Beside the title: an id, a time. */
  readonly detail: string;
  readonly keys: readonly string[];
  readonly action: { readonly href: string } | { readonly run: () => void };
}

export interface PaletteGroup {
  readonly title: string;
  readonly options: readonly PaletteOption[];
}

export interface PaletteInput {
  readonly text: string;
  readonly commands: readonly PageCommand[];
  readonly recent: readonly RecentPlace[];
  /** What was found inside the page so far. */
  readonly found: FoundPlaces;
}

const RECENT_SHOWN = 6;

/** What can be chosen for a text, in groups; groups without an option are left out. */
export function paletteOptions({ text, commands, recent, found }: PaletteInput): PaletteGroup[] {
  const words = typedWords(text);
  const query = text.trim();
  const pages = PAGES.map(({ href, label }) => option(`page ${href}`, `${label} page`, { href }));
  const actions = commands.map(({ title, keys = [], run }) => ({ ...option(`do ${title}`, title, { run }), keys }));
  const places = recent.map(({ href, title, detail }) => option(`recent ${href}`, title, { href }, detail));
  const spans = found.places.map(({ id, title, detail, run }) => option(`span ${id}`, title, { run }, detail));
  const spansTitle =
    found.total > spans.length
      ? `Spans of this trace, the best ${spans.length} of ${formatCount(found.total)}`
      : 'Spans of this trace';
  const groups: PaletteGroup[] =
    words.length === 0
      ? [
          { title: 'Recent', options: places.slice(0, RECENT_SHOWN) },
          { title: 'On this page', options: actions },
          { title: 'Pages', options: pages },
        ]
      : [
          { title: 'Id', options: idOptions(query) },
          { title: 'On this page', options: best(actions, words) },
          { title: 'Pages', options: best(pages, words) },
          { title: 'Recent', options: best(places, words).slice(0, RECENT_SHOWN) },
          { title: spansTitle, options: spans },
          { title: 'Search', options: [searchOption(query, `Search traces for “${query}”`)] },
        ];
  return groups.filter(({ options }) => options.length > 0);
}

function option(id: string, title: string, action: PaletteOption['action'], detail = ''): PaletteOption {
  return { id, title, detail, keys: [], action };
}

/** The options that fit all words, the best first; equal ones in their order. */
function best(options: readonly PaletteOption[], words: readonly string[]): PaletteOption[] {
  return options
    .map((each) => ({ each, score: fuzzyScoreOfAll(words, [each.title, each.detail]) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ each }) => each);
}

/** Where an id leads: a trace at once, others by the search, which opens what has the id when it is one. */
function idOptions(query: string): PaletteOption[] {
  const id = query.toLowerCase();
  if (isTraceId(id)) return [option('id', 'Open the trace', { href: `/traces/${id}` }, id)];
  if (isSpanId(id)) return [{ ...searchOption(id, 'Open the span with this id'), id: 'id' }];
  // One word with a digit and a letter: what ids of orders, batches and fills look like, and hardly a command.
  if (!/^[\w.:/-]{6,200}$/.test(query) || !/\d/.test(query) || !/[a-z]/i.test(query)) return [];
  return [{ ...searchOption(query, `Open what has the id ${query}`), id: 'id' }];
}

function searchOption(query: string, title: string): PaletteOption {
  return option('search', title, { href: `/search?${new URLSearchParams({ q: query })}` });
}
