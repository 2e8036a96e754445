-- Traces with a span that started in the range and passes all tests. The tests on map keys and values, on TraceId and on
-- Duration skip granules by the indexes of the table.
SELECT TraceId
FROM otel_traces
WHERE Timestamp >= fromUnixTimestamp64Nano({{start}})
  AND Timestamp < fromUnixTimestamp64Nano({{end}})
  AND {{tests}}
