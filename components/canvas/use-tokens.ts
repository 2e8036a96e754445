'use client';

import { useLayoutEffect, useState } from 'react';

/** Reads one custom property of the root, such as `token('--color-text')`; '' when there is none. */
export type TokenReader = (name: string) => string;

/**
 * What `read` makes of the root's custom properties and its font size in CSS pixels; read again when the theme is switched,
 * by the page or by the system, and when the window crosses a width at which the root's font grows.
 * Null until the first effect: on the server there are no styles. `read` must not change between renders.
 */
export function useTokens<T>(read: (token: TokenReader, rootFontPx: number) => T): T | null {
  const [tokens, setTokens] = useState<T | null>(null);
  useLayoutEffect(() => {
    let seen = '';
    const refresh = () => {
      const style = getComputedStyle(document.documentElement);
      const rootFontPx = Number.parseFloat(style.fontSize) || 16;
      const next = read((name) => style.getPropertyValue(name).trim(), rootFontPx);
      const key = JSON.stringify(next);
      if (key === seen) return;
      seen = key;
      setTokens(next);
    };
    refresh();
    const attributes = new MutationObserver(refresh);
    attributes.observe(document.documentElement, { attributeFilter: ['data-theme', 'class', 'style'] });
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', refresh);
    window.addEventListener('resize', refresh);
    return () => {
      attributes.disconnect();
      system.removeEventListener('change', refresh);
      window.removeEventListener('resize', refresh);
    };
  }, [read]);
  return tokens;
}
