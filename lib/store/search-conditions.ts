import type { OrderOperator, SpanCondition, TextOperator, TraceCondition } from '@/lib/search/conditions';
import type { KindName, StatusName } from '@/lib/search/fields';
import type { Bindings } from './search-sql';

/** The spelling that SQL has for each comparison; nothing else of an operator reaches the SQL. */
const SQL_OPERATOR: Readonly<Record<OrderOperator, string>> = {
  '=': '=',
  '!=': '!=',
  '>': '>',
  '>=': '>=',
  '<': '<',
  '<=': '<=',
};

/** Both spellings that the Collector's exporter has used over the years. */
const KIND_SPELLINGS: Readonly<Record<KindName, string>> = {
  server: "('Server', 'SPAN_KIND_SERVER')",
  client: "('Client', 'SPAN_KIND_CLIENT')",
  producer: "('Producer', 'SPAN_KIND_PRODUCER')",
  consumer: "('Consumer', 'SPAN_KIND_CONSUMER')",
  internal: "('Internal', 'SPAN_KIND_INTERNAL')",
  unspecified: "('Unspecified', 'SPAN_KIND_UNSPECIFIED', '')",
};

const STATUS_TEST: Readonly<Record<StatusName, string>> = {
  error: "StatusCode IN ('Error', 'STATUS_CODE_ERROR')",
  ok: "StatusCode IN ('Ok', 'STATUS_CODE_OK')",
  unset: "StatusCode IN ('Unset', 'STATUS_CODE_UNSET', '')",
  rejected: 'Rejected',
};

/**
 * A condition as a test over a row of `otel_traces`. `businessKeys` are looked for among the attributes of the span and of its
 * links, as the look-up table does.
 */
export function spanConditionSql(
  condition: SpanCondition,
  bindings: Bindings,
  businessKeys: ReadonlySet<string>,
): string {
  const test = spanTest(condition, bindings, businessKeys);
  return condition.negated ? `NOT (${test})` : `(${test})`;
}

function spanTest(condition: SpanCondition, bindings: Bindings, businessKeys: ReadonlySet<string>): string {
  switch (condition.type) {
    case 'text':
      return freeTextTest(condition.text, bindings);
    case 'service':
      return textTest('ServiceName', condition.operator, condition.value, bindings);
    case 'operation':
      return textTest('SpanName', condition.operator, condition.value, bindings);
    case 'kind':
      return `SpanKind ${condition.operator === '=' ? 'IN' : 'NOT IN'} ${KIND_SPELLINGS[condition.value]}`;
    case 'status':
      return `${condition.operator === '=' ? '' : 'NOT '}${STATUS_TEST[condition.value]}`;
    case 'duration':
      return `Duration ${SQL_OPERATOR[condition.operator]} ${bindings.bind('UInt64', condition.nanos)}`;
    case 'span.id':
      return `SpanId ${SQL_OPERATOR[condition.operator]} ${bindings.bind('String', condition.id)}`;
    default: {
      const key = bindings.bind('String', condition.key);
      const other = businessKeys.has(condition.key)
        ? `arrayExists(link -> ${attributeTest(condition, 'link', key, bindings)}, \`Links.Attributes\`)`
        : attributeTest(condition, 'ResourceAttributes', key, bindings);
      return `${attributeTest(condition, 'SpanAttributes', key, bindings)} OR ${other}`;
    }
  }
}

/** mapContains is also what the bloom filters over keys answer; without it `!=` and `<` would hold where the key is missing. */
function attributeTest(
  condition: SpanCondition & { type: `attribute ${string}` },
  map: string,
  key: string,
  bindings: Bindings,
): string {
  const present = `mapContains(${map}, ${key})`;
  switch (condition.type) {
    case 'attribute presence':
      return present;
    case 'attribute text':
      return `(${present} AND ${textTest(`${map}[${key}]`, condition.operator, condition.value, bindings)})`;
    case 'attribute number': {
      const number = bindings.bind('Float64', condition.value);
      const test = `toFloat64OrNull(${map}[${key}]) ${SQL_OPERATOR[condition.operator]} ${number}`;
      // A text that is no number gives NULL, which NOT would leave NULL.
      return `(${present} AND ifNull(${test}, false))`;
    }
  }
}

function textTest(column: string, operator: TextOperator, value: string, bindings: Bindings): string {
  if (operator === '=' || operator === '!=') return `${column} ${operator} ${bindings.bind('String', value)}`;
  return `${operator === '=~' ? '' : 'NOT '}${contains(column, value, bindings.bind('String', value))}`;
}

function freeTextTest(text: string, bindings: Bindings): string {
  const needle = bindings.bind('String', text);
  const inValues = (map: string) => `arrayExists(value -> ${contains('value', text, needle)}, mapValues(${map}))`;
  return [
    contains('SpanName', text, needle),
    contains('StatusMessage', text, needle),
    inValues('SpanAttributes'),
    inValues('ResourceAttributes'),
  ].join(' OR ');
}

/** The UTF-8 search folds case in every script, but the plain one is several times faster. */
function contains(column: string, text: string, needle: string): string {
  const search = /^[\0-\x7f]*$/.test(text) ? 'positionCaseInsensitive' : 'positionCaseInsensitiveUTF8';
  return `${search}(${column}, ${needle}) > 0`;
}

/** A condition as a test over a group of `trace_summaries` rows of one trace, or over its id alone. */
export function traceConditionSql(condition: TraceCondition, bindings: Bindings): string {
  const test = traceTest(condition, bindings);
  return condition.negated ? `NOT (${test})` : `(${test})`;
}

function traceTest(condition: TraceCondition, bindings: Bindings): string {
  const operator = SQL_OPERATOR[condition.operator];
  switch (condition.type) {
    case 'trace.id':
      return `TraceId ${operator} ${bindings.bind('String', condition.id)}`;
    case 'trace.duration':
      return `max(End) - toUnixTimestamp64Nano(min(Start)) ${operator} ${bindings.bind('Int64', condition.nanos)}`;
    case 'trace.spans':
      return `sum(SpanCount) ${operator} ${bindings.bind('UInt64', condition.count)}`;
    case 'trace.errors':
      return `sum(ErrorCount) ${operator} ${bindings.bind('UInt64', condition.count)}`;
    case 'trace.rejected':
      return `sum(RejectedCount) ${operator} ${bindings.bind('UInt64', condition.count)}`;
  }
}
