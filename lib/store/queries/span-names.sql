-- What the other ends of links are called. The sorted ids give each one's start, which bounds the read of the spans.
WITH wanted AS
(
    SELECT TraceId, SpanId, Start
    FROM span_ids
    WHERE TraceId IN {traceIds:Array(String)} AND SpanId IN {spanIds:Array(String)}
)
SELECT
    TraceId                                       AS traceId,
    SpanId                                        AS spanId,
    ServiceName                                   AS service,
    SpanName                                      AS name,
    toString(toUnixTimestamp64Nano(Timestamp))    AS startTimeUnixNano,
    toFloat64(Duration)                           AS durationNanos
FROM otel_traces
WHERE TraceId IN {traceIds:Array(String)}
  AND SpanId IN {spanIds:Array(String)}
  AND Timestamp >= (SELECT min(Start) FROM wanted)
  AND Timestamp <= (SELECT max(Start) FROM wanted)
LIMIT 1 BY TraceId, SpanId
