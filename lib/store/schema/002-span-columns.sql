-- What OTLP carries and the Collector's table has no place for.
ALTER TABLE otel_traces
    ADD COLUMN IF NOT EXISTS Flags UInt32 DEFAULT 0 CODEC(ZSTD(1)),
    -- How the value of an attribute was typed, by key; a string has no entry. See lib/otlp/model.ts, ValueType.
    ADD COLUMN IF NOT EXISTS SpanAttributeTypes Map(LowCardinality(String), String) DEFAULT map() CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS ResourceAttributeTypes Map(LowCardinality(String), String) DEFAULT map() CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS ResourceDroppedAttributesCount UInt32 DEFAULT 0 CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS ResourceEntityRefs String DEFAULT '' CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS ResourceSchemaUrl LowCardinality(String) DEFAULT '' CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS ScopeAttributes Map(LowCardinality(String), String) DEFAULT map() CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS ScopeAttributeTypes Map(LowCardinality(String), String) DEFAULT map() CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS ScopeDroppedAttributesCount UInt32 DEFAULT 0 CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS ScopeSchemaUrl LowCardinality(String) DEFAULT '' CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS DroppedAttributesCount UInt32 DEFAULT 0 CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS DroppedEventsCount UInt32 DEFAULT 0 CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS DroppedLinksCount UInt32 DEFAULT 0 CODEC(ZSTD(1)),
    -- Beside Events and Links rather than inside: the columns of a Nested must be equally long, and the Collector leaves ours out.
    ADD COLUMN IF NOT EXISTS EventAttributeTypes Array(Map(LowCardinality(String), String)) DEFAULT [] CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS EventDroppedAttributesCounts Array(UInt32) DEFAULT [] CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS LinkAttributeTypes Array(Map(LowCardinality(String), String)) DEFAULT [] CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS LinkDroppedAttributesCounts Array(UInt32) DEFAULT [] CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS LinkFlags Array(UInt32) DEFAULT [] CODEC(ZSTD(1)),
    -- Values that were cut to size, or that held bytes which are not text, at ingest.
    ADD COLUMN IF NOT EXISTS AlteredValuesCount UInt32 DEFAULT 0 CODEC(ZSTD(1)),
    -- Duration is unsigned; a span that claims to end before it started has Duration 0 and the difference here.
    ADD COLUMN IF NOT EXISTS EndedBeforeStart UInt64 DEFAULT 0 CODEC(ZSTD(1)),
    -- A business request was refused, which is not an error.
    ADD COLUMN IF NOT EXISTS Rejected Bool DEFAULT lower(SpanAttributes['order.status']) = 'rejected' CODEC(ZSTD(1))
;

-- A table that a Collector has made knows no insert tokens yet.
ALTER TABLE otel_traces MODIFY SETTING non_replicated_deduplication_window = 1000
