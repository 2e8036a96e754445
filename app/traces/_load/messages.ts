import type { ModelData } from '@/components/timeline/model-data';
import type { ErrorKind } from '@/lib/base/errors';
import type { ClockSkew } from '@/lib/trace/clock-skew';
import type { Trace } from '@/lib/trace/trace';

/** To the worker that makes one trace of its bytes: first `begin`, then all bytes in order, then `end`; `first-rows` asks for what can be shown of the bytes so far. */
export type ToWorker =
  | { readonly kind: 'begin'; readonly traceId: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'first-rows' | 'end' }
  /** Instead of all others: a trace whose clocks are to be set right. */
  | { readonly kind: 'correct'; readonly trace: Trace; readonly skew: ClockSkew };

/** Back from it: `first-rows` if there are any, then `whole` or `problem`. */
export type FromWorker =
  | { readonly kind: 'first-rows' | 'whole'; readonly model: ModelData }
  | { readonly kind: 'problem'; readonly error: ErrorKind; readonly sentence: string };
