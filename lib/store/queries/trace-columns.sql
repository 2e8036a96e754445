-- The columns of one trace, one row a span, as lib/trace/decode-arrow.ts reads them. Old rows of a Collector spell kinds and
-- status codes with a prefix. LIMIT 1 BY: a Collector that retries stores a span twice.
SELECT
    reinterpretAsUInt64(reverse(unhex(otel_traces.SpanId)))       AS SpanId,
    reinterpretAsUInt64(reverse(unhex(otel_traces.ParentSpanId))) AS ParentSpanId,
    toUnixTimestamp64Nano(Timestamp)                              AS Start,
    otel_traces.Duration                                          AS Duration,
    ServiceName                                                   AS Service,
    SpanName                                                      AS Name,
    -- CAST, because what is made of a LowCardinality column is one, too, and would come as a dictionary.
    CAST(transform(
        lower(replaceOne(SpanKind, 'SPAN_KIND_', '')),
        ['internal', 'server', 'client', 'producer', 'consumer'],
        [1, 2, 3, 4, 5],
        0
    ), 'UInt8')                                                   AS Kind,
    CAST(transform(lower(replaceOne(StatusCode, 'STATUS_CODE_', '')), ['ok', 'error'], [1, 2], 0), 'UInt8') AS Status,
    toUInt8(otel_traces.Rejected)                                 AS Rejected,
    toUInt32(length(`Events.Name`))                               AS EventCount,
    toUInt32(arrayUniq(`Links.TraceId`, `Links.SpanId`))          AS LinkCount,
    -- 0 where nothing is joined.
    toUInt32(led_to.Count)                                        AS LedToCount,
    -- At the end of its 32 bits it stays: a sum that began anew would call the span complete.
    toUInt32(least(
        DroppedAttributesCount + DroppedEventsCount + DroppedLinksCount + ResourceDroppedAttributesCount
        + ScopeDroppedAttributesCount + arraySum(EventDroppedAttributesCounts) + arraySum(LinkDroppedAttributesCounts)
        + AlteredValuesCount,
        4294967295
    ))                                                            AS Losses,
    otel_traces.EndedBeforeStart                                  AS EndedBeforeStart
FROM otel_traces
-- Distinct: a span may link twice to the same one, and a retried batch is stored twice.
LEFT JOIN
(
    SELECT SpanId AS LinkedTo, uniqExact(LinkedTraceId, LinkedSpanId) AS Count
    FROM span_links
    WHERE TraceId = {traceId:String} AND Direction = 'led to'
    GROUP BY SpanId
) AS led_to ON otel_traces.SpanId = led_to.LinkedTo
WHERE TraceId = {traceId:String}
  AND Timestamp >= fromUnixTimestamp64Nano({earliest:Int64})
  AND Timestamp <= fromUnixTimestamp64Nano({latest:Int64})
ORDER BY Timestamp, otel_traces.Duration DESC, otel_traces.SpanId
LIMIT 1 BY otel_traces.SpanId
