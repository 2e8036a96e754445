import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Attribute, Span } from '@/lib/otlp/model';
import { openStore, type StoreOptions } from './open';
import { spanPages } from './span-pages';
import { encodeSpans } from './span-rows';
import type { SpanWriter } from './span-writer';
import type { Store } from './store';

export interface TestStore {
  readonly store: Store;
  readonly writer: TestWriter;
  readonly dataFolder: string;
  /** What could not be repaired when it was opened. */
  readonly warnings: readonly string[];
  /** Closes the store and removes its folder. */
  dispose(): Promise<void>;
}

/**
 * A real chDB in a temporary folder. chDB holds one data folder a process, so a test file has one at a time:
 * open it in `beforeAll`, dispose of it in `afterAll`.
 */
export async function openTestStore(options: Partial<StoreOptions> = {}): Promise<TestStore> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'fillpath-store-')));
  const { store, writer, warnings } = await openStore({
    dataFolder,
    clickhouseUrl: null,
    businessKeys: ['order.id', 'batch.id', 'user.id'],
    ...options,
  });
  return {
    store,
    writer: testWriter(writer),
    dataFolder,
    warnings,
    dispose: async () => {
      await store.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

export interface TestWriter extends Pick<SpanWriter, 'isRefused' | 'refusedBatches'> {
  write(spans: readonly Span[]): Promise<number>;
}

/** A writer that takes spans as objects. */
export function testWriter(writer: SpanWriter): TestWriter {
  return {
    write: (spans) => writer.write([encodeSpans(spans)]),
    isRefused: (span) => writer.isRefused(span),
    refusedBatches: () => writer.refusedBatches(),
  };
}

/** The spans of a trace, whole. */
export async function allSpans(store: Store, traceId: string, pageSpans?: number): Promise<Span[]> {
  const spans: Span[] = [];
  for await (const page of spanPages(store, traceId, pageSpans)) spans.push(...page);
  return spans;
}

/** The start of all spans made here: 2026-01-02T10:00:00Z. */
export const TEST_START = 1_767_348_000_000_000_000n;

let nextSpanId = 1;

/** A span with what a test cares about; the rest is plain. Times are offsets from {@link TEST_START} in nanoseconds. */
export function testSpan({
  service = 'gateway',
  startNanos = 0,
  durationNanos = 1_000,
  attributes = {},
  ...span
}: Partial<Omit<Span, 'attributes' | 'resource'>> & {
  service?: string;
  startNanos?: number;
  durationNanos?: number;
  attributes?: Readonly<Record<string, string | number>>;
} = {}): Span {
  const start = TEST_START + BigInt(startNanos);
  return {
    resource: {
      attributes: [{ key: 'service.name', text: service, type: '' }],
      droppedAttributesCount: 0,
      entityRefs: '',
      schemaUrl: '',
    },
    scope: { name: '', version: '', attributes: [], droppedAttributesCount: 0, schemaUrl: '' },
    traceId: '1'.padStart(32, '0'),
    spanId: (nextSpanId++).toString(16).padStart(16, '0'),
    parentSpanId: '',
    traceState: '',
    flags: 0,
    name: 'operation',
    kind: 1,
    startTimeUnixNano: start,
    endTimeUnixNano: start + BigInt(durationNanos),
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    statusCode: 0,
    statusMessage: '',
    alteredValuesCount: 0,
    ...span,
    attributes: Object.entries(attributes).map(
      ([key, value]): Attribute => ({ key, text: String(value), type: typeof value === 'number' ? 'int' : '' }),
    ),
  };
}
