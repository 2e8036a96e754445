import { type ErrorKind, FillpathError } from '@/lib/base/errors';
import type { Reject, RejectReason, Verdict } from '../orders/types';

const KIND_OF: Readonly<Record<RejectReason, ErrorKind>> = {
  bad_token: 'unauthorized',
  expired_token: 'unauthorized',
  bad_login: 'unauthorized',
  unknown_user: 'unauthorized',
  bad_request: 'invalid-input',
  unknown_symbol: 'invalid-input',
  bad_price: 'invalid-input',
  bad_quantity: 'invalid-input',
  duplicate_client_order_id: 'conflict',
  insufficient_balance: 'rejected',
  price_out_of_band: 'rejected',
  risk_limit_notional: 'rejected',
  position_limit_exceeded: 'rejected',
  too_many_open_orders: 'rejected',
  unknown_order: 'not-found',
  too_late_to_cancel: 'conflict',
};
const STATUS_OF: Partial<Record<ErrorKind, number>> = {
  unauthorized: 401,
  'invalid-input': 400,
  'not-found': 404,
  conflict: 409,
};

/** The HTTP status that a refusal is answered with, for the span that serves the request. */
export function statusOf({ reason }: Reject): number {
  return STATUS_OF[KIND_OF[reason]] ?? 422;
}

/** What a verdict gives. @throws FillpathError with the reason and these ids, when it is a refusal. */
export function take<Value>(verdict: Verdict<Value>, ids: Readonly<Record<string, string>>): Value {
  if (verdict.accepted) return verdict.value;
  const { reason, sentence } = verdict.reject;
  throw new FillpathError(KIND_OF[reason], sentence, { reason, ...ids });
}
