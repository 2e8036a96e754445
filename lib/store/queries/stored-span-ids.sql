-- Which of these traces' spans are stored already? Bounded by the batch's start times: a span that is sent again has the start
-- that it had before, and the minmax index then skips what is older.
SELECT DISTINCT TraceId, SpanId
FROM span_ids
WHERE TraceId IN {traceIds:Array(String)}
  AND Start >= fromUnixTimestamp64Nano({earliest:Int64})
  AND Start <= fromUnixTimestamp64Nano({latest:Int64})
  {{andSpans}}
LIMIT {limit:UInt32}
