import path from 'node:path';
import { type Room, TEST_FILE } from './import-rules.ts';

const FROM = /(?:^|[\s;}])(?:import|export)\s[^'"`;]*?\bfrom\s*['"]([^'"\n]+)['"]/g;
const FOR_EFFECT = /(?:^|[\s;}])import\s*['"]([^'"\n]+)['"]/g;
const DYNAMIC = /\b(?:import|require)\s*\(\s*['"`]([^'"`\n]+)['"`]/g;
const COMMENTS = /\/\*[^]*?\*\/|^\s*\/\/.*$/gm;

/** The specifiers that a TypeScript file imports, in whatever form. A regular expression: commented-out imports do not count. */
export function specifiersIn(source: string): string[] {
  const code = source.replace(COMMENTS, '');
  return [FROM, FOR_EFFECT, DYNAMIC].flatMap((form) => [...code.matchAll(form)].map((match) => match[1] ?? ''));
}

/** The repository's path that a specifier means, or null for a package. */
export function targetOf(file: string, specifier: string): string | null {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier);
  return null;
}

const isWithin = (file: string, folder: string) => file === folder || file.startsWith(`${folder}/`);

/** Names the room that a path is in: `components/*` gives `components/latency`. Undefined for a path in no room. */
function roomOf(file: string, rooms: readonly Room[]): { name: string; rules: Room } | undefined {
  const bare = file.replace(/\.(tsx?|mts|mjs|css|json)$/, '');
  const matches = rooms.flatMap((rules) => {
    if (!rules.room.endsWith('/*')) return isWithin(bare, rules.room) ? [{ name: rules.room, rules }] : [];
    const parent = rules.room.slice(0, -2);
    const child = isWithin(bare, parent) ? bare.split('/')[parent.split('/').length] : undefined;
    return child === undefined ? [] : [{ name: `${parent}/${child}`, rules }];
  });
  // At equal length the room that was named comes before the one that a `*` stands for.
  return matches.sort((a, b) => b.name.length - a.name.length)[0];
}

/** One sentence for each import of `file` that its room does not allow: the file, the import, what would be allowed. */
export function forbiddenImports(file: string, source: string, rooms: readonly Room[]): string[] {
  if (TEST_FILE.test(file)) return [];
  const home = roomOf(file, rooms);
  if (!home) return [`${file} is in no room of scripts/import-rules.ts: say there what it may import.`];
  return specifiersIn(source).flatMap((specifier) => {
    const target = targetOf(file, specifier);
    if (target !== null && TEST_FILE.test(`${target}.ts`))
      return [`${file} imports ${specifier}, which is for tests only.`];
    if (target === null ? isAllowedPackage(specifier, home.rules) : isAllowedTarget(target, home, rooms)) return [];
    const allowed = [home.name, ...home.rules.mayImport, ...home.rules.packages.map((name) => `package ${name}`)];
    return [`${file} imports ${specifier}. ${home.name} may import: ${allowed.join(', ')}.`];
  });
}

function isAllowedPackage(specifier: string, { packages }: Room): boolean {
  return packages.some(
    (name) => name === '*' || isWithin(specifier, name) || (/[:/]$/.test(name) && specifier.startsWith(name)),
  );
}

function isAllowedTarget(target: string, home: { name: string; rules: Room }, rooms: readonly Room[]): boolean {
  if (roomOf(target, rooms)?.name === home.name) return true;
  return home.rules.mayImport.some((folder) => isWithin(target, folder));
}
