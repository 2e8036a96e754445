import { type ErrorKind, FillpathError, isFillpathError } from '@/lib/base/errors';
import type { RejectReason, Verdict } from '../orders/types';

const KIND_OF: Readonly<Record<RejectReason, ErrorKind>> = {
  bad_token: 'unauthorized',
  expired_token: 'unauthorized',
  bad_login: 'unauthorized',
  unknown_user: 'unauthorized',
  bad_request: 'invalid-input',
  unknown_symbol: 'invalid-input',
  bad_price: 'invalid-input',
  bad_quantity: 'invalid-input',
  bad_time_in_force: 'invalid-input',
  duplicate_client_order_id: 'conflict',
  insufficient_balance: 'rejected',
  price_out_of_band: 'rejected',
  risk_limit_notional: 'rejected',
  position_limit_exceeded: 'rejected',
  too_many_open_orders: 'rejected',
  unknown_order: 'not-found',
  withdrawn: 'unavailable',
  pending_change: 'conflict',
  too_late_to_cancel: 'conflict',
  too_late_to_replace: 'conflict',
  venue_unavailable: 'unavailable',
};
const STATUS_OF: Partial<Record<ErrorKind, number>> = {
  'invalid-input': 400,
  unauthorized: 401,
  'not-found': 404,
  conflict: 409,
  rejected: 422,
  overloaded: 429,
  unavailable: 503,
};

/** The HTTP status that a request is answered with when it ends in `error`, for the span that serves it. */
export function statusOfError(error: unknown): number {
  return (isFillpathError(error) && STATUS_OF[error.kind]) || 500;
}

/** What a verdict gives. @throws FillpathError with the reason and these ids, when it is a refusal. */
export function take<Value>(verdict: Verdict<Value>, ids: Readonly<Record<string, string | null>>): Value {
  if (verdict.accepted) return verdict.value;
  const { reason, sentence, ids: others } = verdict.reject;
  throw new FillpathError(KIND_OF[reason], sentence, { reason, ...others, ...ids });
}
