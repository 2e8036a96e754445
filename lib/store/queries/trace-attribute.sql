-- The values of one attribute in a trace, of the spans that have it, as lib/trace/decode-attribute.ts reads them. What the span
-- says goes before what its resource says. LIMIT 1 BY: a Collector that retries stores a span twice.
SELECT
    reinterpretAsUInt64(reverse(unhex(Id)))                AS SpanId,
    toLowCardinality(leftUTF8(Text, {maxCharacters:UInt32})) AS Value,
    toUInt8(lengthUTF8(Text) > {maxCharacters:UInt32})     AS Cut
FROM
(
    SELECT
        SpanId AS Id,
        if(mapContains(SpanAttributes, {key:String}), SpanAttributes[{key:String}], ResourceAttributes[{key:String}]) AS Text
    FROM otel_traces
    WHERE TraceId = {traceId:String}
      AND Timestamp >= fromUnixTimestamp64Nano({earliest:Int64})
      AND Timestamp <= fromUnixTimestamp64Nano({latest:Int64})
      AND (mapContains(SpanAttributes, {key:String}) OR mapContains(ResourceAttributes, {key:String}))
    ORDER BY Timestamp, Duration DESC, SpanId
    LIMIT 1 BY SpanId
)
