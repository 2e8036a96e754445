import { FillpathError } from '@/lib/base/errors';

/** A body that is not a trace export request. The message says where it stops making sense and what to send instead. */
export class InvalidOtlp extends FillpathError {
  override readonly name = 'InvalidOtlp';

  constructor(message: string) {
    super('invalid-input', message);
  }
}
