import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOMS } from './import-rules';
import { forbiddenImports, specifiersIn } from './imports';
import { sourceFiles } from './source-files';

const root = path.join(import.meta.dirname, '..');
const files = sourceFiles(root, ['app', 'components', 'lib', 'mocks', 'instrumentation.ts', 'proxy.ts']);
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('import directions', () => {
  it('follow the table in every file', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap((file) => forbiddenImports(file, read(file), ROOMS))).toEqual([]);
  });

  it.each([
    ['lib/base/x.ts', "import { Store } from '@/lib/store/store';", 'lib/base may import: lib/base.'],
    ['lib/trace/x.ts', "import type { ReactNode } from 'react';", 'lib/trace imports nothing of React'],
    ['lib/trace/x.ts', "export * from 'next/navigation';", 'nor of Next'],
    ['lib/journey/x.ts', "const store = await import('@/lib/store/store');", 'nor of the store'],
    [
      'components/latency/X.tsx',
      "import { Waterfall } from '../timeline/Waterfall';",
      'one view does not know another',
    ],
    ['components/ui/X.tsx', "import { apiFetch } from '@/lib/api/fetch';", 'a primitive fetches nothing'],
    [
      'mocks/exchange/x.ts',
      "import { openStore } from '@/lib/store/open';",
      'the exchange does not reach into the store',
    ],
    ['mocks/exchange/x.ts', "import '@/lib/server/start';", 'nor for an effect'],
    ['lib/store/x.ts', "import { runtime } from '@/lib/server/runtime';", 'what is below the server does not know it'],
    ['lib/trace/x.ts', "import { traceFromText } from './test-traces';", 'tests are not imported'],
    [
      'lib/somewhere-new/x.ts',
      "import { bisect } from '@/lib/base/bisect';",
      'a new room must be entered in the table',
    ],
  ])('%s: %s is refused (%s)', (file, source) => {
    expect(forbiddenImports(file, source, ROOMS)).toHaveLength(1);
  });

  it('say in the message which file, which import, and what is allowed', () => {
    expect(forbiddenImports('lib/http/x.ts', "import { z } from 'zod';", ROOMS)).toEqual([
      'lib/http/x.ts imports zod. lib/http may import: lib/http, lib/base.',
    ]);
  });

  it('are read from every form of import, and not from comments', () => {
    const source = `
      import a from 'a';
      import type { B } from "b";
      import {
        c,
        type D,
      } from 'c';
      import * as e from 'e';
      import 'f';
      export { g } from 'g';
      export * from 'h';
      const i = await import('i');
      type J = typeof import('j');
      // import k from 'k';
      /* import l from 'l'; */
      const text = 'copied from here';`;
    expect(specifiersIn(source).sort()).toEqual(['a', 'b', 'c', 'e', 'f', 'g', 'h', 'i', 'j']);
  });
});

describe('markup', () => {
  it('is never set as text', () => {
    // Split, so that this file does not find itself.
    const attribute = ['dangerously', 'SetInnerHTML'].join('');
    expect(files.filter((file) => read(file).includes(attribute))).toEqual([]);
  });
});
