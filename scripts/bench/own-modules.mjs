// Lets plain Node load modules of the application, which name each other as the bundler wants it: `@/lib/...`, no extension.
//   node --experimental-transform-types --import ./scripts/bench/own-modules.mjs ...
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.join(import.meta.dirname, '../..');

registerHooks({
  resolve(specifier, context, next) {
    const parent = context.parentURL?.startsWith('file:') ? path.dirname(fileURLToPath(context.parentURL)) : root;
    const file = specifier.startsWith('@/')
      ? path.join(root, specifier.slice(2))
      : specifier.startsWith('.')
        ? path.join(parent, specifier)
        : null;
    const found = file && ['.ts', '/index.ts'].map((ending) => file + ending).find((each) => existsSync(each));
    return next(found ? pathToFileURL(found).href : specifier, context);
  },
});
