-- Every so many-th place in the order of a trace's spans, between two places: where slices of that many spans begin. A span that
-- a Collector stored twice is at one place. Only the columns that make the order are read and sorted.
SELECT
    toString(Start)       AS time,
    toString(NotDuration) AS duration,
    Id                    AS spanId
FROM
(
    SELECT Start, NotDuration, Id, row_number() OVER (ORDER BY Start, NotDuration, Id) AS Place
    FROM
    (
        SELECT DISTINCT toUnixTimestamp64Nano(Timestamp) AS Start, bitNot(Duration) AS NotDuration, SpanId AS Id
        FROM otel_traces
        WHERE TraceId = {traceId:String}
          AND Timestamp >= fromUnixTimestamp64Nano({earliest:Int64})
          AND Timestamp <= fromUnixTimestamp64Nano({latest:Int64})
    )
    WHERE (Start, NotDuration, Id) >= ({earliest:Int64}, {fromDuration:UInt64}, {fromSpanId:String})
      AND (Start, NotDuration, Id) < ({latest:Int64}, {untilDuration:UInt64}, {untilSpanId:String})
)
WHERE (Place - 1) % {step:UInt32} = 0
ORDER BY Start, NotDuration, Id
