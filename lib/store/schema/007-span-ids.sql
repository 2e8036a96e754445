-- The ids alone, sorted: ingest asks it which spans of a batch are stored already, and a trace is read within the times that
-- it gives. A span id that comes without its trace is looked for by idx_span_id: a filter of 10 kB for each
-- 8,192 spans. Small granules, because every trace of a batch costs the reading of one.
CREATE TABLE IF NOT EXISTS span_ids
(
    TraceId String CODEC(ZSTD(1)),
    SpanId  String CODEC(ZSTD(1)),
    Start   DateTime64(9) CODEC(Delta(8), ZSTD(1)),

    INDEX idx_span_id SpanId TYPE bloom_filter(0.01) GRANULARITY 16
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(Start)
ORDER BY (TraceId, SpanId)
SETTINGS index_granularity = 512, merge_selector_base = 20, non_replicated_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS span_ids_view TO span_ids AS
SELECT TraceId, SpanId, Timestamp AS Start
FROM otel_traces
