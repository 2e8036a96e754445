-- The keys of a trace's attributes, those that most spans have in front. Only the keys of the maps are read, not the values.
SELECT key, toFloat64(uniqExact(SpanId)) AS spanCount, toFloat64(count() OVER ()) AS keyCount
FROM
(
    SELECT SpanId, arrayJoin(arrayDistinct(arrayConcat(mapKeys(SpanAttributes), mapKeys(ResourceAttributes)))) AS key
    FROM otel_traces
    WHERE TraceId = {traceId:String}
      AND Timestamp >= fromUnixTimestamp64Nano({earliest:Int64})
      AND Timestamp <= fromUnixTimestamp64Nano({latest:Int64})
)
GROUP BY key
ORDER BY spanCount DESC, key
LIMIT {limit:UInt32}
