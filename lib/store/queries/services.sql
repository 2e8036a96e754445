-- Services (total = 1) and their operations (total = 0) in one pass over the minutes, the services first, then what is
-- called most. The window functions count before the limit cuts.
SELECT
    toUInt8(GROUPING(SpanName)) AS total,
    ServiceName AS service,
    SpanName AS name,
    SpanKind AS kind,
    sum(Count) AS count,
    sum(Errors) AS errors,
    sum(red_minutes.Rejected) AS rejected,
    max(MaxDuration) AS max,
    quantilesDDMerge(0.01, 0.5, 0.95, 0.99)(Durations) AS quantiles,
    countIf(total = 1) OVER () AS serviceCount,
    countIf(total = 0) OVER (PARTITION BY service) AS operationCount
FROM red_minutes
WHERE Minute >= toDateTime({start:UInt32}) AND Minute < toDateTime({end:UInt32})
GROUP BY GROUPING SETS ((ServiceName), (ServiceName, SpanName, SpanKind))
ORDER BY total DESC, count DESC, service, name, kind
LIMIT {limit:UInt32}
