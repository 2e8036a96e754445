-- One row a trace once merged; until then one a trace and insert, so every reader groups by TraceId.
CREATE TABLE IF NOT EXISTS trace_summaries
(
    TraceId       String CODEC(ZSTD(1)),
    Start         SimpleAggregateFunction(min, DateTime64(9)) CODEC(ZSTD(1)),
    -- In Unix nanoseconds.
    End           SimpleAggregateFunction(max, Int64) CODEC(ZSTD(1)),
    SpanCount     SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    ErrorCount    SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    RejectedCount SimpleAggregateFunction(sum, UInt64) CODEC(ZSTD(1)),
    Services      SimpleAggregateFunction(groupUniqArrayArray, Array(String)) CODEC(ZSTD(1)),
    -- (has a parent, start, service, name) of the best root so far: a span without a parent before one with, then the earliest.
    Root          SimpleAggregateFunction(min, Tuple(Bool, DateTime64(9), String, String)) CODEC(ZSTD(1)),
    -- (key, value) of the business ids. business_ids is sorted by value: asking it for a trace's ids would read all of it.
    Keys          SimpleAggregateFunction(groupUniqArrayArray, Array(Tuple(String, String))) CODEC(ZSTD(1)),

    INDEX idx_start Start TYPE minmax GRANULARITY 1,
    INDEX idx_end End TYPE minmax GRANULARITY 1
)
ENGINE = AggregatingMergeTree
-- A trace whose spans cross midnight has a row in two partitions; readers group by TraceId anyway.
PARTITION BY toYYYYMM(Start)
ORDER BY TraceId
SETTINGS index_granularity = 1024, merge_selector_base = 20, non_replicated_deduplication_window = 1000;

CREATE MATERIALIZED VIEW IF NOT EXISTS trace_summaries_view TO trace_summaries AS
WITH (SELECT groupArray(Key) FROM business_keys) AS businessKeys
SELECT
    TraceId,
    min(Timestamp) AS Start,
    max(toUnixTimestamp64Nano(Timestamp) + toInt64(Duration)) AS End,
    count() AS SpanCount,
    countIf(StatusCode IN ('Error', 'STATUS_CODE_ERROR')) AS ErrorCount,
    countIf(Rejected) AS RejectedCount,
    groupUniqArray(toString(ServiceName)) AS Services,
    min((ParentSpanId != '', otel_traces.Timestamp, toString(ServiceName), toString(SpanName))) AS Root,
    groupUniqArrayArray(arrayFilter(
        attribute -> has(businessKeys, attribute.1) AND attribute.2 != '',
        CAST(SpanAttributes, 'Array(Tuple(String, String))')
    )) AS Keys
FROM otel_traces
GROUP BY TraceId
