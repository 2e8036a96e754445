import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** The TypeScript files under some folders (or the files themselves), as paths from `root`. What is missing is left out. */
export function sourceFiles(root: string, starts: readonly string[]): string[] {
  return starts.flatMap((start) => {
    const stat = statSync(path.join(root, start), { throwIfNoEntry: false });
    if (!stat?.isDirectory()) return stat ? [start] : [];
    return readdirSync(path.join(root, start), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => path.posix.join(start, file.replaceAll(path.sep, '/')));
  });
}
