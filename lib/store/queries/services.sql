-- Every service (total = 1) and every operation of it (total = 0) in one pass over the minutes.
SELECT
    GROUPING(SpanName) AS total,
    ServiceName AS service,
    SpanName AS name,
    SpanKind AS kind,
    sum(Count) AS count,
    sum(Errors) AS errors,
    sum(red_minutes.Rejected) AS rejected,
    max(MaxDuration) AS max,
    quantilesDDMerge(0.01, 0.5, 0.95, 0.99)(Durations) AS quantiles
FROM red_minutes
WHERE Minute >= toDateTime({start:UInt32}) AND Minute < toDateTime({end:UInt32})
GROUP BY GROUPING SETS ((ServiceName), (ServiceName, SpanName, SpanKind))
ORDER BY service, total DESC, count DESC, name, kind
