/** What can be asked for by a name of our own; any other key is an attribute. */
export const FIELDS = {
  service: { type: 'text', level: 'span', help: 'name of the service' },
  operation: { type: 'text', level: 'span', help: 'name of the span (also: name)' },
  kind: { type: 'kind', level: 'span', help: 'server, client, producer, consumer or internal' },
  status: { type: 'status', level: 'span', help: 'error, ok, unset or rejected' },
  duration: { type: 'duration', level: 'span', help: 'of one span, such as 5ms' },
  'span.id': { type: 'span id', level: 'span', help: '16 hex digits' },
  'trace.id': { type: 'trace id', level: 'trace', help: '32 hex digits' },
  'trace.duration': { type: 'duration', level: 'trace', help: 'of the whole trace, such as 1s' },
  'trace.spans': { type: 'count', level: 'trace', help: 'how many spans the trace has' },
  'trace.errors': { type: 'count', level: 'trace', help: 'how many spans failed' },
  'trace.rejected': { type: 'count', level: 'trace', help: 'how many business requests were refused' },
} as const;

export type FieldName = keyof typeof FIELDS;
export type FieldType = (typeof FIELDS)[FieldName]['type'];

export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

export const KINDS = ['server', 'client', 'producer', 'consumer', 'internal', 'unspecified'] as const;
export type KindName = (typeof KINDS)[number];

export const STATUSES = ['error', 'ok', 'unset', 'rejected'] as const;
export type StatusName = (typeof STATUSES)[number];

/** The field that a key of a query names, or null for an attribute. `name` is another word for `operation`. */
export function fieldNamed(key: string): FieldName | null {
  if (key === 'name') return 'operation';
  return Object.hasOwn(FIELDS, key) ? (key as FieldName) : null;
}

/** True for a key that can only be meant as a field of the trace: in quotes it is an attribute's. */
export function looksLikeTraceField(key: string): boolean {
  return key.startsWith('trace.');
}

/** The operators that make sense for a field, in the order in which they are offered. */
export function operatorsOf(type: FieldType): readonly ('=' | '!=' | '=~' | '!~' | '>' | '>=' | '<' | '<=')[] {
  switch (type) {
    case 'text':
      return ['=', '!=', '=~', '!~'];
    case 'duration':
      return ['>', '>=', '<', '<=', '=', '!='];
    case 'count':
      return ['=', '>', '>=', '<', '<=', '!='];
    default:
      return ['=', '!='];
  }
}
