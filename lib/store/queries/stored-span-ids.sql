-- Which spans of a batch are stored already? Bounded by the batch's start times: a span that is sent again has the start that
-- it had before, and the minmax index then skips what is older. Both ids are asked for, because a trace may hold a million spans
-- of which the batch brings a few; a span id that two traces share is told apart by the caller.
SELECT DISTINCT TraceId, SpanId
FROM span_ids
WHERE TraceId IN {traceIds:Array(String)}
  AND SpanId IN {spanIds:Array(String)}
  AND Start >= fromUnixTimestamp64Nano({earliest:Int64})
  AND Start <= fromUnixTimestamp64Nano({latest:Int64})
