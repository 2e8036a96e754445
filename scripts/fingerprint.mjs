import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a production build is made from. A path that is missing counts as absent, so adding it later is a change. */
export const BUILD_INPUTS = [
  'app',
  'components',
  'lib',
  'mocks',
  'public',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** Tests and notes change often and never the build. */
const NOT_BUILT = /(\.test\.tsx?|\.md)$/;

/**
 * A hash over the names and contents of files; folders are walked, `NOT_BUILT` names are left out.
 * @param {string} root
 * @param {readonly string[]} inputs paths relative to `root`
 * @param {readonly string[]} [salt] further texts that make a difference, such as the platform
 */
export function fingerprint(root, inputs, salt = []) {
  const hash = createHash('sha256');
  for (const text of salt) hash.update(`salt ${text.length} ${text}`);
  for (const file of inputs.flatMap((input) => filesUnder(root, input))) {
    const content = readFileSync(path.join(root, file));
    hash.update(`file ${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} root @param {string} start @returns {string[]} */
function filesUnder(root, start) {
  const files = [];
  const open = [start];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entries = entriesOf(path.join(root, next));
    if (entries === 'file') files.push(next);
    else for (const name of entries) open.push(path.posix.join(next, name));
  }
  return files.filter((file) => !NOT_BUILT.test(file)).sort();
}

/** @param {string} file @returns {'file' | string[]} the names in a folder; none when nothing is there */
function entriesOf(file) {
  try {
    return readdirSync(file);
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code === 'ENOTDIR') return 'file';
    if (code === 'ENOENT') return [];
    throw error;
  }
}

/** Remembers, inside the folder that a step produced, the fingerprint that it was produced from. */
export class Stamp {
  /** @param {string} folder @param {string} name */
  constructor(folder, name) {
    this.file = path.join(folder, name);
  }

  /** @param {string} value */
  matches(value) {
    try {
      return readFileSync(this.file, 'utf8') === value;
    } catch {
      return false;
    }
  }

  /** To be called before the step, so that a step that fails half-way does not pass for done. */
  clear() {
    rmSync(this.file, { force: true });
  }

  /** @param {string} value */
  write(value) {
    mkdirSync(path.dirname(this.file), { recursive: true });
    writeFileSync(this.file, value);
  }
}
