-- The ids alone, sorted: ingest asks it which spans of a batch are stored already.
CREATE TABLE IF NOT EXISTS span_ids
(
    TraceId String CODEC(ZSTD(1)),
    SpanId  String CODEC(ZSTD(1)),
    Start   DateTime64(9) CODEC(Delta(8), ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(Start)
ORDER BY (TraceId, SpanId)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS span_ids_view TO span_ids AS
SELECT TraceId, SpanId, Timestamp AS Start
FROM otel_traces
