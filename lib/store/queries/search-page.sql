-- One page of traces: their ids and what they are sorted by. Candidates come first, from whichever table knows them best;
-- then every summary row of a candidate is read, because a trace has one per insert until its parts are merged.
SELECT
    TraceId   AS traceId,
    {{sortBy}} AS sortValue
FROM trace_summaries
WHERE TraceId IN
(
    {{candidates}}
)
GROUP BY TraceId
HAVING {{having}}
ORDER BY sortValue {{direction}}, traceId {{direction}}
LIMIT {rows:UInt32}
