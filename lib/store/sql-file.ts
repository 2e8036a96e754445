import { readFileSync } from 'node:fs';
import path from 'node:path';

const cache = new Map<string, string>();

/**
 * The text of a file under `lib/store`, for example `queries/trace-arrow.sql`. Read once, from the project's root: every
 * way to start Fillpath runs there.
 */
export function sqlFile(name: string): string {
  let text = cache.get(name);
  if (text === undefined) {
    text = readFileSync(path.join(process.cwd(), 'lib/store', name), 'utf8');
    cache.set(name, text);
  }
  return text;
}
