import { FillpathError } from '@/lib/base/errors';
import { isSpanId, isTraceId } from '@/lib/base/ids';

/** The trace id of a path, in lower case. @throws FillpathError `invalid-input`. */
export function traceIdFrom(text: string): string {
  const id = text.toLowerCase();
  if (isTraceId(id)) return id;
  throw new FillpathError('invalid-input', 'A trace id is 32 hexadecimal digits, not all of them zero.');
}

/** The span id of a path, in lower case. @throws FillpathError `invalid-input`. */
export function spanIdFrom(text: string): string {
  const id = text.toLowerCase();
  if (isSpanId(id)) return id;
  throw new FillpathError('invalid-input', 'A span id is 16 hexadecimal digits, not all of them zero.');
}
