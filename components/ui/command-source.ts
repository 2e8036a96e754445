'use client';

import { useEffect, useRef } from 'react';

/** Something that a part of the page can do, under the name that people look for. */
export interface PageCommand {
  readonly title: string;
  /** The keys that do the same, as the list of keys shows them. */
  readonly keys?: readonly string[];
  readonly run: () => void;
}

/** A place inside the page that text leads to, such as a span of the open trace. */
export interface FoundPlace {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly run: () => void;
}

export interface FoundPlaces {
  /** The best, in their order. */
  readonly places: readonly FoundPlace[];
  readonly total: number;
}

/** What a part of the page offers to the command palette, for as long as it is there. */
export interface CommandSource {
  /** Asked for when the palette is opened. */
  readonly commands: () => readonly PageCommand[];
  /** Looks for what was typed: words in lower case, all of which must fit. Null when it was given up by `signal`. */
  readonly find?: (words: readonly string[], signal: AbortSignal) => Promise<FoundPlaces | null>;
}

const sources = new Set<{ readonly current: CommandSource }>();

/** Offers commands: the same functions that the buttons and keys of the part call. */
export function useCommandSource(source: CommandSource): void {
  const latest = useRef(source);
  useEffect(() => {
    latest.current = source;
  });
  useEffect(() => {
    sources.add(latest);
    return () => void sources.delete(latest);
  }, []);
}

/** What the page offers now; the parts that came last are first. */
export function commandSources(): CommandSource[] {
  return [...sources].map(({ current }) => current).reverse();
}
