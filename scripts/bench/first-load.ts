import { gzipSync } from 'node:zlib';

/**
 * Bytes of JavaScript, gzipped, that a current browser fetches for the page at `url`: the scripts that its HTML names,
 * whatever their attributes, except those for browsers without modules.
 */
export async function firstLoadScriptBytes(url: string): Promise<number> {
  const html = await (await fetch(url)).text();
  const scripts = new Set<string>();
  for (const [tag] of html.matchAll(/<script\b[^>]*>/gi)) {
    const source = /\bsrc="([^"]+)"/.exec(tag)?.[1];
    if (source && !/\bnomodule\b/i.test(tag)) scripts.add(new URL(source.replaceAll('&amp;', '&'), url).href);
  }
  if (scripts.size === 0) throw new Error(`The page at ${url} names no scripts.`);
  const sizes = await Promise.all(
    [...scripts].map(async (script) => gzipSync(Buffer.from(await (await fetch(script)).arrayBuffer())).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
