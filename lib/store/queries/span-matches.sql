-- The spans of one trace on which all tests hold, as lib/trace/decode-span-ids.ts reads them. The id has another name than its
-- column, because the tests mean the column. A span that a retry stored twice comes twice.
SELECT reinterpretAsUInt64(reverse(unhex(SpanId))) AS Id
FROM otel_traces
WHERE TraceId = {traceId:String}
  AND Timestamp >= fromUnixTimestamp64Nano({earliest:Int64})
  AND Timestamp <= fromUnixTimestamp64Nano({latest:Int64})
  AND {{tests}}
