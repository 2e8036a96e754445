-- A link that says whose span it points to makes its own span one of that order's: so a batch names each of its orders.
ALTER TABLE business_ids_view MODIFY QUERY
SELECT
    attribute.2 AS Value,
    attribute.1 AS Key,
    Timestamp,
    TraceId,
    SpanId
FROM otel_traces
ARRAY JOIN arrayConcat(
    CAST(SpanAttributes, 'Array(Tuple(String, String))'),
    arrayFlatten(arrayMap(link -> CAST(link, 'Array(Tuple(String, String))'), `Links.Attributes`))
) AS attribute
WHERE attribute.1 IN (SELECT Key FROM business_keys) AND attribute.2 != '';

-- Of spans that are stored already the look-up table knows the attributes alone.
ALTER TABLE business_keys UPDATE Complete = false
WHERE (SELECT count() FROM (SELECT 1 FROM otel_traces LIMIT 1)) > 0
SETTINGS mutations_sync = 1;
