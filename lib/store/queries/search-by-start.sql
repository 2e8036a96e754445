-- Traces that may have started in the range: the earliest row of a trace decides, which HAVING does.
SELECT TraceId
FROM trace_summaries
WHERE Start >= fromUnixTimestamp64Nano({{start}})
  AND Start < fromUnixTimestamp64Nano({{end}})
  AND {{tests}}
