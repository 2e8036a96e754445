-- The keys that count as business ids. Filled from the configuration at start, read by the view at each insert.
CREATE TABLE IF NOT EXISTS business_keys (Key String) ENGINE = MergeTree ORDER BY Key;

-- Order, batch, fill or user id -> the spans that carry it. Sorted by value: a pasted id is looked up under every key at once.
CREATE TABLE IF NOT EXISTS business_ids
(
    Value     String CODEC(ZSTD(1)),
    Key       LowCardinality(String) CODEC(ZSTD(1)),
    Timestamp DateTime64(9) CODEC(Delta(8), ZSTD(1)),
    TraceId   String CODEC(ZSTD(1)),
    SpanId    String CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(Timestamp)
ORDER BY (Value, Key, Timestamp)
SETTINGS index_granularity = 1024, merge_selector_base = 20, non_replicated_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS business_ids_view TO business_ids AS
SELECT
    attribute.2 AS Value,
    attribute.1 AS Key,
    Timestamp,
    TraceId,
    SpanId
FROM otel_traces
ARRAY JOIN CAST(SpanAttributes, 'Array(Tuple(String, String))') AS attribute
WHERE attribute.1 IN (SELECT Key FROM business_keys) AND attribute.2 != ''
