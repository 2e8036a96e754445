-- The ids alone, sorted: ingest asks it which spans of a batch are stored already, and a trace is read within the times that
-- it gives. Small granules, because every trace of a batch costs the reading of one.
CREATE TABLE IF NOT EXISTS span_ids
(
    TraceId String CODEC(ZSTD(1)),
    SpanId  String CODEC(ZSTD(1)),
    Start   DateTime64(9) CODEC(Delta(8), ZSTD(1)),

    INDEX idx_start Start TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(Start)
ORDER BY (TraceId, SpanId)
SETTINGS index_granularity = 512, merge_selector_base = 20, non_replicated_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS span_ids_view TO span_ids AS
SELECT TraceId, SpanId, Timestamp AS Start
FROM otel_traces
