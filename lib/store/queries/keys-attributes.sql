-- Attribute keys of recent spans, the most frequent first. Only the keys of the maps are read, not the values.
SELECT key
FROM
(
    SELECT arrayJoin(arrayDistinct(arrayConcat(mapKeys(SpanAttributes), mapKeys(ResourceAttributes)))) AS key
    FROM otel_traces
    WHERE Timestamp >= toDateTime64({since:UInt32}, 9)
)
WHERE startsWith(lowerUTF8(key), lowerUTF8({prefix:String}))
GROUP BY key
ORDER BY count() DESC, key
LIMIT {limit:UInt32}
