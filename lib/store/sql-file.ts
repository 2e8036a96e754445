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

/**
 * The text of a SQL file with fragments of ours in the place of its `{{name}}` marks. Fragments never hold a value that
 * came from outside: those are bound.
 */
export function fillSql(file: string, fragments: Readonly<Record<string, string>>): string {
  return sqlFile(file).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const fragment = fragments[name];
    if (fragment === undefined) throw new Error(`${file} needs the fragment ${name}`);
    return fragment;
  });
}
