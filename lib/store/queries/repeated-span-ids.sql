-- Ids that spans of one trace share which differ in their times. Mostly none: only a broken sender makes them.
SELECT SpanId AS spanId
FROM otel_traces
WHERE TraceId = {traceId:String}
  AND Timestamp >= fromUnixTimestamp64Nano({earliest:Int64})
  AND Timestamp <= fromUnixTimestamp64Nano({latest:Int64})
GROUP BY SpanId
HAVING min(Timestamp) != max(Timestamp) OR min(Duration) != max(Duration)
