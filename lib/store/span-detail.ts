import type { LinkDetail, SpanDetail } from '@/lib/api/contract';
import { SPAN_KIND_NAMES, STATUS_CODE_NAMES } from '@/lib/trace/trace';
import { attributesFrom, spanFromRow } from './span-from-row';
import { spanRow } from './span-pages';
import { sqlFile } from './sql-file';
import type { Param, Store } from './store';

/** A hub may be the source of very many; the page lists the first and says how many there are. */
const MAX_LED_TO = 500;

type UnnamedLink = Omit<LinkDetail, 'target'>;
type Target = NonNullable<LinkDetail['target']>;

/** One span whole, with its links both ways and what their other ends are called. @throws FillpathError `not-found`. */
export async function spanDetail(store: Store, traceId: string, spanId: string): Promise<SpanDetail> {
  const [row, { links: ledTo, total }] = await Promise.all([
    spanRow(store, traceId, spanId),
    linksTo(store, traceId, spanId),
  ]);
  const span = spanFromRow(row);
  const targets = await linkTargets(store, [...span.links, ...ledTo]);
  const named = (link: UnnamedLink): LinkDetail => ({
    traceId: link.traceId,
    spanId: link.spanId,
    attributes: link.attributes,
    target: targets.get(link.traceId + link.spanId) ?? null,
  });
  return {
    traceId,
    spanId,
    parentSpanId: span.parentSpanId,
    service: row.ServiceName,
    name: span.name,
    kind: SPAN_KIND_NAMES[span.kind] ?? 'Unspecified',
    startTimeUnixNano: row.Start,
    durationNanos: Number(row.Duration),
    endedBeforeStartNanos: Number(row.EndedBeforeStart),
    status: { code: STATUS_CODE_NAMES[span.statusCode] ?? 'Unset', message: span.statusMessage },
    rejected: row.Rejected,
    traceState: span.traceState,
    flags: span.flags,
    attributes: span.attributes,
    events: span.events.map((event) => ({ ...event, timeUnixNano: String(event.timeUnixNano) })),
    resource: span.resource,
    scope: span.scope,
    causedBy: span.links.map(named),
    ledTo: ledTo.map(named),
    ledToCount: total,
    dropped: {
      attributes: span.droppedAttributesCount,
      events: span.droppedEventsCount,
      links: span.droppedLinksCount,
    },
    alteredValuesCount: span.alteredValuesCount,
  };
}

async function linksTo(
  store: Store,
  traceId: string,
  spanId: string,
): Promise<{ links: UnnamedLink[]; total: number }> {
  const rows = await store.select<{
    traceId: string;
    spanId: string;
    attributes: [string, string][];
    attributeTypes: Record<string, string>;
    total: number;
  }>(sqlFile('queries/led-to.sql'), { traceId, spanId, limit: MAX_LED_TO });
  const links = rows.map((row) => ({
    traceId: row.traceId,
    spanId: row.spanId,
    attributes: attributesFrom(row.attributes, row.attributeTypes),
  }));
  return { links, total: rows[0]?.total ?? 0 };
}

/** The stored spans at the other ends, by trace id and span id run together. */
async function linkTargets(store: Store, links: readonly UnnamedLink[]): Promise<Map<string, Target>> {
  if (links.length === 0) return new Map();
  const params: Record<string, Param> = {
    traceIds: [...new Set(links.map((link) => link.traceId))],
    spanIds: [...new Set(links.map((link) => link.spanId))],
  };
  const rows = await store.select<Target & { traceId: string; spanId: string }>(
    sqlFile('queries/span-names.sql'),
    params,
  );
  return new Map(rows.map(({ traceId, spanId, ...target }) => [traceId + spanId, target]));
}
