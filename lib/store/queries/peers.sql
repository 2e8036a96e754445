-- How long the spans of one operation took that started in a range. Each duration is read, none estimated: 50,000 peers
-- among a million spans take 16 ms, a million among two million 26 ms. Merging the sketches of red_minutes would take less of
-- more, but could not rank spans that are less than 1 % apart.
SELECT
    sum(binCount)   AS count,
    sum(binShorter) AS shorter,
    sum(binAlike)   AS alike,
    min(binMin)     AS min,
    max(binMax)     AS max,
    -- quantileExact takes the value after a rank that is whole (the second of two for 0.5). Just below it, it takes the
    -- nearest rank: the shortest length that this share of the spans did not exceed.
    quantilesExactMerge(0.499999999999, 0.949999999999, 0.989999999999)(binDurations) AS quantiles,
    groupArray((bin, binCount)) AS bins
FROM
(
    SELECT
        -- As lib/latency/fold-bins.ts reads them: 64 to a doubling, and 0 ns where half a nanosecond would be.
        toInt32(floor(log2(greatest(toFloat64(Duration), 0.5)) * 64)) AS bin,
        count()                                  AS binCount,
        countIf(Duration < {duration:UInt64})    AS binShorter,
        countIf(Duration = {duration:UInt64})    AS binAlike,
        min(Duration)                            AS binMin,
        max(Duration)                            AS binMax,
        quantilesExactState(0.499999999999, 0.949999999999, 0.989999999999)(Duration) AS binDurations
    FROM otel_traces
    WHERE ServiceName = {service:String}
      AND SpanName = {operation:String}
      AND Timestamp >= fromUnixTimestamp64Nano({start:Int64})
      AND Timestamp < fromUnixTimestamp64Nano({end:Int64})
    GROUP BY bin
)
