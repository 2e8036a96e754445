-- Which of these traces' spans are stored already, whenever they started: a sender that sends a span again may have moved its start.
SELECT DISTINCT TraceId, SpanId
FROM span_ids
WHERE TraceId IN {traceIds:Array(String)}
  {{andSpans}}
LIMIT {limit:UInt32}
