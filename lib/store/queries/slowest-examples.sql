-- The slowest spans of each of the given operations (three arrays, one entry an operation), the slowest first.
WITH
    (
        SELECT arrayZip({services:Array(String)}, {names:Array(String)}, {kinds:Array(String)})
    ) AS operations
SELECT
    ServiceName AS service,
    SpanName AS name,
    SpanKind AS kind,
    TraceId AS traceId,
    SpanId AS spanId,
    Duration AS duration
FROM otel_traces
WHERE toDateTime(Timestamp) >= toDateTime({start:UInt32})
    AND toDateTime(Timestamp) < toDateTime({end:UInt32})
    AND (ServiceName, SpanName, SpanKind, Duration) IN
    (
        SELECT ServiceName, SpanName, SpanKind, arrayJoin(groupArraySorted(12)(-toInt64(Duration))) * -1
        FROM otel_traces
        WHERE toDateTime(Timestamp) >= toDateTime({start:UInt32})
            AND toDateTime(Timestamp) < toDateTime({end:UInt32})
            AND ServiceName IN {services:Array(String)}
            AND (ServiceName, SpanName, SpanKind) IN (SELECT arrayJoin(arrayZip({services:Array(String)}, {names:Array(String)}, {kinds:Array(String)})))
        GROUP BY ServiceName, SpanName, SpanKind
    )
ORDER BY Duration DESC, TraceId, SpanId
LIMIT 3 BY ServiceName, SpanName, SpanKind
