-- The summary rows of some traces, however many unmerged parts they lie in.
-- Of its business ids one of each key comes first: a batch of fifty fills should still name its order.
WITH arraySort(groupUniqArrayArray(Keys)) AS businessIds
SELECT
    TraceId                                                          AS traceId,
    tupleElement(min(Root), 3)                                       AS rootService,
    tupleElement(min(Root), 4)                                       AS rootName,
    NOT tupleElement(min(Root), 1)                                   AS rootArrived,
    toString(toUnixTimestamp64Nano(min(Start)))                      AS startTimeUnixNano,
    toFloat64(max(End) - toUnixTimestamp64Nano(min(Start)))          AS durationNanos,
    toFloat64(sum(SpanCount))                                        AS spanCount,
    toFloat64(sum(ErrorCount))                                       AS errorCount,
    toFloat64(sum(RejectedCount))                                    AS rejectedCount,
    arraySort(groupUniqArrayArray(Services))                         AS services,
    toUInt32(length(businessIds))                                    AS keyCount,
    CAST(arraySlice(
        arraySort((id, ordinal) -> (ordinal, id), businessIds, arrayEnumerateUniq(tupleElement(businessIds, 1))),
        1,
        {keyLimit:UInt32}
    ), 'Array(Tuple(key String, value String))')                     AS keys
FROM trace_summaries
WHERE TraceId IN {traceIds:Array(String)}
GROUP BY TraceId
ORDER BY min(Start) DESC, traceId
