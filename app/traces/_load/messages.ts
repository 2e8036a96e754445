import type { ModelData } from '@/components/timeline/model-data';
import type { ErrorKind } from '@/lib/base/errors';

/** To the worker that makes one trace of its bytes: first `begin`, then all bytes in order, then `end`. */
export type ToWorker =
  | { readonly kind: 'begin'; readonly traceId: string; readonly firstRows: boolean }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' };

/** Back from it: perhaps `first-rows`, then `whole` or `problem`. */
export type FromWorker =
  | { readonly kind: 'first-rows' | 'whole'; readonly model: ModelData }
  | { readonly kind: 'problem'; readonly error: ErrorKind; readonly sentence: string };
