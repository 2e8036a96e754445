/** What the files of one room may import. Paths are folders or files of the repository, without extension. */
export interface Room {
  /** A folder (with `/*` for each of its sub-folders, as a room of its own) or a file. The longest match counts. */
  readonly room: string;
  readonly mayImport: readonly string[];
  /** npm packages and `node:` modules, by the start of their names; `*` for any. */
  readonly packages: readonly string[];
  /** Why it may import what the design's table does not name. */
  readonly because?: string;
}

const LIB_FOR_BROWSERS = [
  'lib/base',
  'lib/trace',
  'lib/journey',
  'lib/latency',
  'lib/otlp',
  'lib/jaeger',
  'lib/import',
  'lib/search',
  'lib/find',
  'lib/url',
  'lib/api',
  'lib/telemetry',
];

export const ROOMS: readonly Room[] = [
  { room: 'app', mayImport: ['components', 'lib'], packages: ['*'] },
  { room: 'app/api/exchange', mayImport: ['lib', 'mocks/exchange'], packages: [] },
  { room: 'app/auth', mayImport: ['lib', 'mocks/exchange'], packages: [] },
  { room: 'app/v1', mayImport: ['lib', 'mocks/exchange'], packages: [] },
  { room: 'app/reports', mayImport: ['lib', 'mocks/exchange'], packages: [] },
  {
    room: 'instrumentation',
    mayImport: ['lib/server', 'mocks/exchange'],
    packages: [],
    because:
      'the start of the process is the one place that knows both the server and the exchange that runs beside it',
  },
  { room: 'proxy', mayImport: ['lib/http'], packages: ['next'] },

  {
    room: 'components/ui',
    mayImport: ['lib/base', 'lib/url'],
    packages: ['react', 'next'],
    because: 'the time range picker edits the range that lib/url reads from the address',
  },
  { room: 'components/canvas', mayImport: ['lib/base'], packages: ['react'] },
  {
    room: 'components/*',
    mayImport: ['components/ui', 'components/canvas', ...LIB_FOR_BROWSERS],
    packages: ['react', 'next', 'd3', 'zustand', '@tanstack/react-query', '@opentelemetry/api'],
  },

  { room: 'lib/base', mayImport: [], packages: [] },
  { room: 'lib/trace', mayImport: ['lib/base'], packages: ['@uwdata/flechette'] },
  { room: 'lib/journey', mayImport: ['lib/base', 'lib/trace'], packages: [] },
  { room: 'lib/latency', mayImport: ['lib/base', 'lib/trace'], packages: ['zod'] },
  { room: 'lib/otlp', mayImport: ['lib/base', 'lib/trace'], packages: ['node:buffer'] },
  {
    room: 'lib/jaeger',
    mayImport: ['lib/base', 'lib/trace', 'lib/otlp'],
    packages: [],
    because: "what it encodes are lib/otlp's spans",
  },
  {
    room: 'lib/import',
    mayImport: ['lib/base', 'lib/otlp', 'lib/jaeger', 'lib/api'],
    packages: [],
    because:
      'it reads files in the forms of otlp and jaeger, and sends them to the server as lib/api names its answers',
  },
  {
    room: 'lib/ingest',
    mayImport: ['lib/base', 'lib/otlp', 'lib/store'],
    packages: ['node:'],
    because: "of lib/store only the writer: what it accepts is ingest's output",
  },
  {
    room: 'lib/store',
    mayImport: ['lib/base', 'lib/trace', 'lib/search', 'lib/otlp', 'lib/api'],
    packages: ['chdb', '@clickhouse/client', 'zod', 'node:'],
    because: "it stores lib/otlp's spans and answers in lib/api's types",
  },
  { room: 'lib/search', mayImport: ['lib/base'], packages: [] },
  {
    room: 'lib/find',
    mayImport: ['lib/base', 'lib/trace', 'lib/search'],
    packages: [],
    because: 'it asks the query language of the columns of a trace, which do not know of each other',
  },
  {
    room: 'lib/url',
    mayImport: ['lib/base'],
    packages: ['react', 'next'],
    because: 'its one hook joins the pure codecs to the address bar',
  },
  {
    room: 'lib/api',
    mayImport: ['lib/base', 'lib/trace'],
    packages: ['zod', '@tanstack/react-query'],
  },
  { room: 'lib/http', mayImport: ['lib/base'], packages: [] },
  { room: 'lib/telemetry', mayImport: ['lib/base'], packages: ['@opentelemetry/'] },
  {
    room: 'lib/server',
    mayImport: ['lib/base', 'lib/store', 'lib/ingest', 'lib/telemetry', 'lib/http', 'lib/api'],
    packages: ['node:'],
    because:
      'the running server: it puts configuration, store, ingest and live stream together, so nothing below it may know it',
  },

  {
    room: 'mocks/exchange',
    mayImport: ['lib/base', 'lib/telemetry'],
    packages: ['@opentelemetry/', 'jose', 'ws', 'zod', 'node:'],
    because: 'it is a client like any other, so it may not reach the store, not even through a type',
  },
  { room: 'mocks/handlers', mayImport: ['lib/api', 'lib/base'], packages: ['msw'] },
];

/** Tests and what only they use: they may import anything, and nothing else may import them. */
export const TEST_FILE = /(\.test\.tsx?$)|(\/test-[^/]+(\/|\.tsx?$))/;
