-- Rate, errors and durations per step, for one service, one operation of it, or everything ('' leaves the filter out).
SELECT
    -- Steps are counted from 1970, as lib/latency/steps.ts does.
    intDiv(toUnixTimestamp(Minute), {stepSeconds:UInt32}) * {stepSeconds:UInt32} AS step,
    sum(Count) AS count,
    sum(Errors) AS errors,
    sum(red_minutes.Rejected) AS rejected,
    max(MaxDuration) AS max,
    -- Merged from the states of all minutes and operations: a mean of percentiles would be no percentile.
    quantilesDDMerge(0.01, 0.5, 0.95, 0.99)(Durations) AS quantiles
FROM red_minutes
WHERE Minute >= toDateTime({start:UInt32})
    AND Minute < toDateTime({end:UInt32})
    AND ({service:String} = '' OR ServiceName = {service:String})
    AND ({operation:String} = '' OR SpanName = {operation:String})
GROUP BY step
ORDER BY step
