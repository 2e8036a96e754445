-- Values in recent spans, the most frequent first. Longer ones are of no use as a completion, and could be megabytes.
SELECT value, toFloat64(count()) AS count
FROM
(
    SELECT arrayJoin({{values}}) AS value
    FROM otel_traces
    WHERE Timestamp >= toDateTime64({since:UInt32}, 9) AND {{tests}}
)
WHERE value != '' AND length(value) <= {maxBytes:UInt32} AND startsWith(lowerUTF8(value), lowerUTF8({prefix:String}))
GROUP BY value
ORDER BY count DESC, value
LIMIT {limit:UInt32}
