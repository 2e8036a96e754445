import type { FieldName } from './fields';
import type { Operator } from './syntax';

/** What a comparison is about: a field of ours, or an attribute of the span or of its resource. */
export type Subject =
  | { readonly type: 'field'; readonly field: FieldName }
  | { readonly type: 'attribute'; readonly key: string };

export type Test =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'comparison'; readonly subject: Subject; readonly operator: Operator; readonly value: string }
  /** `key=*`: the attribute is there, whatever its value. */
  | { readonly type: 'presence'; readonly key: string };

/** UTF-16 offsets into the query; `end` is exclusive. */
export interface Place {
  readonly position: number;
  readonly end: number;
}

export interface Term {
  readonly negated: boolean;
  readonly test: Test;
  readonly place: Place;
  /** Of the operator and of the value, where the test has them. */
  readonly operatorPlace: Place;
  readonly valuePlace: Place;
}

/** All terms must hold. No term: everything matches. */
export type Query = readonly Term[];
