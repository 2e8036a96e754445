-- How many events the spans of a trace have. By span: a Collector that retries stores one twice.
SELECT toFloat64(sum(EventCount)) AS eventCount
FROM
(
    SELECT any(length(`Events.Name`)) AS EventCount
    FROM otel_traces
    WHERE TraceId = {traceId:String}
      AND Timestamp >= fromUnixTimestamp64Nano({earliest:Int64})
      AND Timestamp <= fromUnixTimestamp64Nano({latest:Int64})
      AND notEmpty(`Events.Name`)
    GROUP BY SpanId
)
