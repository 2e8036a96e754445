-- The operations with the highest p95 of a time range, and how many operations there are in all.
SELECT
    ServiceName AS service,
    SpanName AS name,
    SpanKind AS kind,
    cityHash64(ServiceName, SpanName, SpanKind) AS operationHash,
    sum(Count) AS count,
    sum(Errors) AS errors,
    sum(red_minutes.Rejected) AS rejected,
    max(MaxDuration) AS max,
    quantilesDDMerge(0.01, 0.5, 0.95, 0.99)(Durations) AS quantiles,
    count() OVER () AS operationCount
FROM red_minutes
WHERE Minute >= toDateTime({start:UInt32})
    AND Minute < toDateTime({end:UInt32})
    AND ({service:String} = '' OR ServiceName = {service:String})
    AND ({operation:String} = '' OR SpanName = {operation:String})
GROUP BY ServiceName, SpanName, SpanKind
-- Of fewer than 20 spans the longest is the p95 (nearest rank), as lib/store/red.ts gives it.
ORDER BY if(count < 20, toFloat64(max), quantiles[2]) DESC, service, name, kind
LIMIT {limit:UInt32}
