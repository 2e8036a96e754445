-- How many different values an attribute has in a trace, before they are asked for.
SELECT toFloat64(uniqExact(leftUTF8(
    if(mapContains(SpanAttributes, {key:String}), SpanAttributes[{key:String}], ResourceAttributes[{key:String}]),
    {maxCharacters:UInt32}
))) AS valueCount
FROM otel_traces
WHERE TraceId = {traceId:String}
  AND Timestamp >= fromUnixTimestamp64Nano({earliest:Int64})
  AND Timestamp <= fromUnixTimestamp64Nano({latest:Int64})
  AND (mapContains(SpanAttributes, {key:String}) OR mapContains(ResourceAttributes, {key:String}))
