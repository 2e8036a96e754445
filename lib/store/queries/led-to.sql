-- The spans whose links point at this one, the earliest first, and how many there are in all.
SELECT DISTINCT
    LinkedTraceId                                        AS traceId,
    LinkedSpanId                                         AS spanId,
    CAST(Attributes, 'Array(Tuple(String, String))')     AS attributes,
    CAST(AttributeTypes, 'Map(String, String)')          AS attributeTypes,
    Timestamp,
    toFloat64(count() OVER ())                           AS total
FROM span_links
WHERE TraceId = {traceId:String} AND SpanId = {spanId:String} AND Direction = 'led to'
ORDER BY Timestamp, traceId, spanId
LIMIT {limit:UInt32}
