'use client';

import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { type CommandSource, commandSources, type FoundPlaces } from '@/components/ui/command-source';
import { recentPlaces } from '@/components/ui/recent';
import { typedWords } from '@/lib/base/fuzzy';
import { type PaletteGroup, type PaletteOption, paletteOptions } from './palette-options';

const NOTHING: FoundPlaces = { places: [], total: 0 };

export interface PaletteState {
  readonly groups: readonly PaletteGroup[];
  /** All options in their order. */
  readonly options: readonly PaletteOption[];
  /** The one that Enter takes; undefined only while there is none. */
  readonly active: PaletteOption | undefined;
  /** Whether the page is still being looked through. */
  readonly looking: boolean;
  readonly move: (step: number) => void;
  readonly activate: (option: PaletteOption) => void;
}

/** The options for a text. What the page offers is taken as it was when the palette was opened. */
export function usePalette(text: string): PaletteState {
  const [{ commands, recent, finders }] = useState(() => {
    const sources = commandSources();
    return {
      commands: sources.flatMap((source) => source.commands()),
      recent: recentPlaces().filter(({ href }) => href !== window.location.pathname),
      finders: sources.flatMap(({ find }) => (find === undefined ? [] : [find])),
    };
  });
  const { found, looking } = useFound(text, finders);
  const shown = useDeferredValue(found);
  const groups = useMemo(
    () => paletteOptions({ text, commands, recent, found: shown }),
    [text, commands, recent, shown],
  );
  const options = useMemo(() => groups.flatMap((group) => group.options), [groups]);
  const [chosen, setChosen] = useState<{ readonly text: string; readonly id: string } | null>(null);
  const kept = chosen?.text === text ? options.findIndex(({ id }) => id === chosen.id) : -1;
  const at = Math.max(0, kept);
  const activate = ({ id }: PaletteOption) => setChosen({ text, id });
  return {
    groups,
    options,
    active: options[at],
    looking,
    move(step) {
      const next = options[(at + step + options.length) % options.length];
      if (next !== undefined) activate(next);
    },
    activate,
  };
}

/** What the page's own finders say to the text; for as long as they look, nothing of the text before. */
function useFound(text: string, finders: readonly NonNullable<CommandSource['find']>[]) {
  const [answer, setAnswer] = useState<{ readonly text: string; readonly found: FoundPlaces } | null>(null);
  const asks = finders.length > 0 && text.trim() !== '';
  useEffect(() => {
    if (!asks) return;
    const abort = new AbortController();
    const words = typedWords(text);
    void Promise.all(finders.map((find) => find(words, abort.signal))).then((answers) => {
      if (abort.signal.aborted) return;
      const all = answers.filter((each) => each !== null);
      setAnswer({
        text,
        found: { places: all.flatMap(({ places }) => places), total: all.reduce((sum, { total }) => sum + total, 0) },
      });
    });
    return () => abort.abort();
  }, [text, asks, finders]);
  const current = answer?.text === text;
  return { found: asks && current ? answer.found : NOTHING, looking: asks && !current };
}
