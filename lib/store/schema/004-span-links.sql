-- Every link twice, once under each end, so that both directions are one range read.
CREATE TABLE IF NOT EXISTS span_links
(
    TraceId       String CODEC(ZSTD(1)),
    SpanId        String CODEC(ZSTD(1)),
    Direction     Enum8('caused by' = 1, 'led to' = 2),
    LinkedTraceId String CODEC(ZSTD(1)),
    LinkedSpanId  String CODEC(ZSTD(1)),
    -- When the span that carries the link started.
    Timestamp     DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    Attributes    Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    AttributeTypes Map(LowCardinality(String), String) CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(Timestamp)
ORDER BY (TraceId, SpanId, Direction, Timestamp)
SETTINGS index_granularity = 1024, merge_selector_base = 20, non_replicated_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS span_links_view TO span_links AS
SELECT
    if(direction = 1, TraceId, link.1) AS TraceId,
    if(direction = 1, SpanId, link.2) AS SpanId,
    CAST(direction, 'Enum8(\'caused by\' = 1, \'led to\' = 2)') AS Direction,
    if(direction = 1, link.1, spans.TraceId) AS LinkedTraceId,
    if(direction = 1, link.2, spans.SpanId) AS LinkedSpanId,
    Timestamp,
    link.3 AS Attributes,
    link.4 AS AttributeTypes
FROM
(
    SELECT
        TraceId,
        SpanId,
        Timestamp,
        arrayJoin(arrayZip(
            `Links.TraceId`,
            `Links.SpanId`,
            `Links.Attributes`,
            arrayResize(LinkAttributeTypes, length(`Links.TraceId`))
        )) AS link,
        arrayJoin([1, 2]) AS direction
    FROM otel_traces
) AS spans
