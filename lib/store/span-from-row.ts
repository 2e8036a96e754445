import type { Attribute, Resource, Scope, Span, SpanEvent, SpanLink, ValueType } from '@/lib/otlp/model';

type Pairs = readonly (readonly [key: string, text: string])[];
type Types = Readonly<Record<string, string>>;

/** A row of `queries/spans.sql`. */
export interface SpanRow {
  TraceId: string;
  SpanId: string;
  ParentSpanId: string;
  TraceState: string;
  Flags: number;
  SpanName: string;
  Kind: number;
  Start: string;
  Duration: string;
  EndedBeforeStart: string;
  Status: number;
  StatusMessage: string;
  Rejected: boolean;
  ServiceName: string;
  Attributes: Pairs;
  AttributeTypes: Types;
  DroppedAttributesCount: number;
  DroppedEventsCount: number;
  DroppedLinksCount: number;
  AlteredValuesCount: number;
  EventTimes: readonly string[];
  EventNames: readonly string[];
  EventAttributes: readonly Pairs[];
  EventAttributeTypes: readonly Types[];
  EventDroppedAttributesCounts: readonly number[];
  LinkTraceIds: readonly string[];
  LinkSpanIds: readonly string[];
  LinkTraceStates: readonly string[];
  LinkAttributes: readonly Pairs[];
  LinkAttributeTypes: readonly Types[];
  LinkDroppedAttributesCounts: readonly number[];
  LinkFlags: readonly number[];
  ResourceAttributePairs: Pairs;
  ResourceAttributeTypes: Types;
  ResourceDroppedAttributesCount: number;
  ResourceEntityRefs: string;
  ResourceSchemaUrl: string;
  ScopeName: string;
  ScopeVersion: string;
  ScopeAttributePairs: Pairs;
  ScopeAttributeTypes: Types;
  ScopeDroppedAttributesCount: number;
  ScopeSchemaUrl: string;
}

/** The span that was stored. Columns that a Collector leaves empty read as "nothing was dropped, every value a string". */
export function spanFromRow(row: SpanRow): Span {
  const start = BigInt(row.Start);
  return {
    resource: resourceFromRow(row),
    scope: scopeFromRow(row),
    traceId: row.TraceId,
    spanId: row.SpanId,
    parentSpanId: row.ParentSpanId,
    traceState: row.TraceState,
    flags: row.Flags,
    name: row.SpanName,
    kind: row.Kind,
    startTimeUnixNano: start,
    endTimeUnixNano: start + BigInt(row.Duration) - BigInt(row.EndedBeforeStart),
    attributes: attributesFrom(row.Attributes, row.AttributeTypes),
    droppedAttributesCount: row.DroppedAttributesCount,
    events: row.EventTimes.map(
      (time, index): SpanEvent => ({
        timeUnixNano: BigInt(time),
        name: row.EventNames[index] ?? '',
        attributes: attributesFrom(row.EventAttributes[index] ?? [], row.EventAttributeTypes[index]),
        droppedAttributesCount: row.EventDroppedAttributesCounts[index] ?? 0,
      }),
    ),
    droppedEventsCount: row.DroppedEventsCount,
    links: row.LinkTraceIds.map(
      (traceId, index): SpanLink => ({
        traceId,
        spanId: row.LinkSpanIds[index] ?? '',
        traceState: row.LinkTraceStates[index] ?? '',
        flags: row.LinkFlags[index] ?? 0,
        attributes: attributesFrom(row.LinkAttributes[index] ?? [], row.LinkAttributeTypes[index]),
        droppedAttributesCount: row.LinkDroppedAttributesCounts[index] ?? 0,
      }),
    ),
    droppedLinksCount: row.DroppedLinksCount,
    statusCode: row.Status,
    statusMessage: row.StatusMessage,
    alteredValuesCount: row.AlteredValuesCount,
  };
}

/** Attributes from pairs and the types of those that are not strings. */
export function attributesFrom(pairs: Pairs, types: Types = {}): Attribute[] {
  return pairs.map(([key, text]) => ({
    key,
    text,
    // An own property only: a key may be called `constructor`.
    type: (Object.hasOwn(types, key) ? types[key] : '') as ValueType,
  }));
}

function resourceFromRow(row: SpanRow): Resource {
  return {
    attributes: attributesFrom(row.ResourceAttributePairs, row.ResourceAttributeTypes),
    droppedAttributesCount: row.ResourceDroppedAttributesCount,
    entityRefs: row.ResourceEntityRefs,
    schemaUrl: row.ResourceSchemaUrl,
  };
}

function scopeFromRow(row: SpanRow): Scope {
  return {
    name: row.ScopeName,
    version: row.ScopeVersion,
    attributes: attributesFrom(row.ScopeAttributePairs, row.ScopeAttributeTypes),
    droppedAttributesCount: row.ScopeDroppedAttributesCount,
    schemaUrl: row.ScopeSchemaUrl,
  };
}
