import { isSpanId, isTraceId } from '@/lib/base/ids';
import { excerpt, type InvalidQuery, invalidQuery } from './errors';
import { FIELDS, type FieldName, KINDS, type KindName, operatorsOf, STATUSES, type StatusName } from './fields';
import { readCount, readDuration, readNumber } from './literals';
import type { Operator } from './syntax';
import type { Query, Term } from './tree';

export type EqualityOperator = '=' | '!=';
export type TextOperator = EqualityOperator | '=~' | '!~';
export type OrderOperator = EqualityOperator | '>' | '>=' | '<' | '<=';

type Negatable<T> = T & { readonly negated: boolean };

/** What has to hold on one span. */
export type SpanCondition = Negatable<
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'service' | 'operation'; readonly operator: TextOperator; readonly value: string }
  | { readonly type: 'kind'; readonly operator: EqualityOperator; readonly value: KindName }
  | { readonly type: 'status'; readonly operator: EqualityOperator; readonly value: StatusName }
  | { readonly type: 'duration'; readonly operator: OrderOperator; readonly nanos: bigint }
  | { readonly type: 'span.id'; readonly operator: EqualityOperator; readonly id: string }
  | { readonly type: 'attribute text'; readonly key: string; readonly operator: TextOperator; readonly value: string }
  | {
      readonly type: 'attribute number';
      readonly key: string;
      readonly operator: OrderOperator;
      readonly value: number;
    }
  | { readonly type: 'attribute presence'; readonly key: string }
>;

/** What has to hold on the trace as a whole. */
export type TraceCondition = Negatable<
  | { readonly type: 'trace.id'; readonly operator: EqualityOperator; readonly id: string }
  | { readonly type: 'trace.duration'; readonly operator: OrderOperator; readonly nanos: bigint }
  | {
      readonly type: 'trace.spans' | 'trace.errors' | 'trace.rejected';
      readonly operator: OrderOperator;
      readonly count: bigint;
    }
>;

export interface Conditions {
  readonly span: readonly SpanCondition[];
  readonly trace: readonly TraceCondition[];
}

/**
 * Gives the terms of a query their meaning.
 * @throws InvalidQuery for an operator that a field does not have, and a value that it cannot have.
 */
export function conditionsOf(query: Query): Conditions {
  const span: SpanCondition[] = [];
  const trace: TraceCondition[] = [];
  for (const term of query) {
    if (term.test.type === 'comparison' && term.test.subject.type === 'field') {
      fieldCondition(term, term.test.subject.field, term.test.operator, term.test.value, span, trace);
    } else {
      span.push(freeCondition(term));
    }
  }
  return { span, trace };
}

/** A condition on text or on an attribute. */
function freeCondition(term: Term): SpanCondition {
  const { negated, test } = term;
  if (test.type === 'text') return { type: 'text', text: test.text, negated };
  if (test.type === 'presence') return { type: 'attribute presence', key: test.key, negated };
  const { subject, operator, value } = test;
  const key = subject.type === 'attribute' ? subject.key : subject.field;
  if (isTextOperator(operator)) {
    requireText(term, operator, value);
    return { type: 'attribute text', key, operator, value, negated };
  }
  const number = readNumber(value);
  if (number === null) {
    const hint = readDuration(value) === null ? '' : '; only duration and trace.duration have units';
    throw badValue(
      term,
      `${operator} compares numbers, and ${excerpt(value) || 'nothing'} is none`,
      `a number such as 100 or 0.5${hint}`,
    );
  }
  return { type: 'attribute number', key, operator, value: number, negated };
}

function fieldCondition(
  term: Term,
  field: FieldName,
  operator: Operator,
  value: string,
  span: SpanCondition[],
  trace: TraceCondition[],
): void {
  const { negated } = term;
  const possible: readonly Operator[] = operatorsOf(FIELDS[field].type);
  if (!possible.includes(operator)) {
    const { position, end } = term.operatorPlace;
    throw invalidQuery(`${field} cannot be compared with ${operator}`, position, end, `one of ${possible.join(' ')}`);
  }
  switch (field) {
    case 'service':
    case 'operation':
      requireText(term, operator as TextOperator, value);
      span.push({ type: field, operator: operator as TextOperator, value, negated });
      break;
    case 'kind':
      span.push({
        type: field,
        operator: operator as EqualityOperator,
        value: oneOf(term, field, KINDS, value),
        negated,
      });
      break;
    case 'status':
      span.push({
        type: field,
        operator: operator as EqualityOperator,
        value: oneOf(term, field, STATUSES, value),
        negated,
      });
      break;
    case 'duration':
      span.push({ type: field, operator: operator as OrderOperator, nanos: duration(term, value), negated });
      break;
    case 'span.id':
      span.push({ type: field, operator: operator as EqualityOperator, id: id(term, value, isSpanId, 16), negated });
      break;
    case 'trace.id':
      trace.push({ type: field, operator: operator as EqualityOperator, id: id(term, value, isTraceId, 32), negated });
      break;
    case 'trace.duration':
      trace.push({ type: field, operator: operator as OrderOperator, nanos: duration(term, value), negated });
      break;
    case 'trace.spans':
    case 'trace.errors':
    case 'trace.rejected':
      trace.push({ type: field, operator: operator as OrderOperator, count: count(term, value), negated });
      break;
  }
}

function isTextOperator(operator: Operator): operator is TextOperator {
  return operator === '=' || operator === '!=' || operator === '=~' || operator === '!~';
}

function requireText(term: Term, operator: TextOperator, value: string): void {
  if (value === '' && (operator === '=~' || operator === '!~')) {
    throw badValue(term, 'Every text contains the empty text', 'some text');
  }
}

function oneOf<T extends string>(term: Term, field: string, choices: readonly T[], value: string): T {
  const choice = choices.find((candidate) => candidate === value.toLowerCase());
  if (choice === undefined)
    throw badValue(term, `There is no ${field} ${excerpt(value) || '""'}`, `one of ${choices.join(', ')}`);
  return choice;
}

function duration(term: Term, value: string): bigint {
  const nanos = readDuration(value);
  if (nanos !== null) return nanos;
  const example = /^\d+$/.test(value) ? `${value.slice(0, 18)}ms` : '5ms, 1.5s or 250us';
  throw badValue(
    term,
    `${excerpt(value) || '""'} is not a duration`,
    `a number and its unit (ns us ms s min h d), exact to the nanosecond, such as ${example}`,
  );
}

function count(term: Term, value: string): bigint {
  const number = readCount(value);
  if (number === null) throw badValue(term, `${excerpt(value) || '""'} is not a count`, 'a whole number such as 3');
  return number;
}

function id(term: Term, value: string, isId: (text: string) => boolean, digits: number): string {
  const lower = value.toLowerCase();
  if (!isId(lower))
    throw badValue(term, `${excerpt(value) || '""'} is not an id`, `${digits} hex digits, not all zero`);
  return lower;
}

function badValue(term: Term, why: string, expected: string): InvalidQuery {
  return invalidQuery(why, term.valuePlace.position, term.valuePlace.end, expected);
}
