-- Events of a trace after a place in it, in order of time; events of one moment by span and by their order in it. LIMIT 1 BY: a
-- Collector that retries stores a span twice. The lists are indexed, not joined: one that a Collector leaves empty is shorter.
SELECT
    Id                                                                             AS spanId,
    Service                                                                        AS service,
    Name                                                                           AS spanName,
    EventIndex                                                                     AS eventIndex,
    toString(toUnixTimestamp64Nano(Times[EventIndex]))                             AS timeUnixNano,
    Names[EventIndex]                                                              AS name,
    CAST(Attributes[EventIndex], 'Array(Tuple(String, String))')                   AS attributes,
    Types[EventIndex]                                                              AS attributeTypes,
    Dropped[EventIndex]                                                            AS droppedAttributesCount
FROM
(
    SELECT
        SpanId                       AS Id,
        ServiceName                  AS Service,
        SpanName                     AS Name,
        `Events.Timestamp`           AS Times,
        `Events.Name`                AS Names,
        `Events.Attributes`          AS Attributes,
        EventAttributeTypes          AS Types,
        EventDroppedAttributesCounts AS Dropped
    FROM otel_traces
    WHERE TraceId = {traceId:String}
      AND Timestamp >= fromUnixTimestamp64Nano({earliest:Int64})
      AND Timestamp <= fromUnixTimestamp64Nano({latest:Int64})
      AND notEmpty(`Events.Name`)
    ORDER BY Timestamp, Duration DESC, SpanId
    LIMIT 1 BY SpanId
)
ARRAY JOIN arrayEnumerate(Names) AS EventIndex
WHERE (toUnixTimestamp64Nano(Times[EventIndex]), Id, EventIndex) > ({time:Int64}, {spanId:String}, {eventIndex:UInt32})
ORDER BY toUnixTimestamp64Nano(Times[EventIndex]), Id, EventIndex
LIMIT {limit:UInt32}
