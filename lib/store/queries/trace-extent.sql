-- Where a trace lies in time, from the sorted ids: one granule. Empty for a trace that was stored before this table was.
SELECT
    toString(toUnixTimestamp64Nano(min(Start))) AS earliest,
    toString(toUnixTimestamp64Nano(max(Start))) AS latest
FROM span_ids
WHERE TraceId = {traceId:String}
HAVING count() > 0
