-- Spans of one trace whole, as lib/store/span-from-row.ts reads them: those from one place in its order up to, not with, another.
-- Maps come as pairs: a JSON object would reorder its keys. Duration without its table is the text that is selected.
SELECT
    TraceId,
    SpanId,
    ParentSpanId,
    TraceState,
    Flags,
    SpanName,
    transform(
        lower(replaceOne(SpanKind, 'SPAN_KIND_', '')),
        ['internal', 'server', 'client', 'producer', 'consumer'],
        [1, 2, 3, 4, 5],
        0
    )                                                                    AS Kind,
    toString(toUnixTimestamp64Nano(Timestamp))                           AS Start,
    toString(Duration)                                                   AS Duration,
    toString(EndedBeforeStart)                                           AS EndedBeforeStart,
    transform(lower(replaceOne(StatusCode, 'STATUS_CODE_', '')), ['ok', 'error'], [1, 2], 0) AS Status,
    StatusMessage,
    Rejected,
    ServiceName,
    CAST(SpanAttributes, 'Array(Tuple(String, String))')                 AS Attributes,
    CAST(SpanAttributeTypes, 'Map(String, String)')                      AS AttributeTypes,
    DroppedAttributesCount,
    DroppedEventsCount,
    DroppedLinksCount,
    AlteredValuesCount,
    arrayMap(time -> toString(toUnixTimestamp64Nano(time)), `Events.Timestamp`) AS EventTimes,
    `Events.Name`                                                        AS EventNames,
    arrayMap(map -> CAST(map, 'Array(Tuple(String, String))'), `Events.Attributes`) AS EventAttributes,
    EventAttributeTypes,
    EventDroppedAttributesCounts,
    `Links.TraceId`                                                      AS LinkTraceIds,
    `Links.SpanId`                                                       AS LinkSpanIds,
    `Links.TraceState`                                                   AS LinkTraceStates,
    arrayMap(map -> CAST(map, 'Array(Tuple(String, String))'), `Links.Attributes`) AS LinkAttributes,
    LinkAttributeTypes,
    LinkDroppedAttributesCounts,
    LinkFlags,
    CAST(ResourceAttributes, 'Array(Tuple(String, String))')             AS ResourceAttributePairs,
    ResourceAttributeTypes,
    ResourceDroppedAttributesCount,
    ResourceEntityRefs,
    ResourceSchemaUrl,
    ScopeName,
    ScopeVersion,
    CAST(ScopeAttributes, 'Array(Tuple(String, String))')                AS ScopeAttributePairs,
    ScopeAttributeTypes,
    ScopeDroppedAttributesCount,
    ScopeSchemaUrl
FROM otel_traces
WHERE TraceId = {traceId:String}
  AND ({spanId:String} = '' OR SpanId = {spanId:String})
  AND Timestamp >= fromUnixTimestamp64Nano({earliest:Int64})
  AND Timestamp <= fromUnixTimestamp64Nano({latest:Int64})
  -- The longer of two that start together comes first. bitNot turns the order of a number without a sign around.
  AND (toUnixTimestamp64Nano(Timestamp), bitNot(otel_traces.Duration), SpanId) >= ({earliest:Int64}, {fromDuration:UInt64}, {fromSpanId:String})
  AND (toUnixTimestamp64Nano(Timestamp), bitNot(otel_traces.Duration), SpanId) < ({latest:Int64}, {untilDuration:UInt64}, {untilSpanId:String})
ORDER BY Timestamp, otel_traces.Duration DESC, SpanId
LIMIT 1 BY SpanId
