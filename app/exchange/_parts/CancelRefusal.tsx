import { IconButton } from '@/components/ui/IconButton';
import { StatusMark } from '@/components/ui/StatusMark';
import { TraceLink } from '@/components/ui/TraceLink';
import { ApiError } from '@/lib/api/fetch';

interface CancelRefusalProps {
  readonly orderId: string;
  readonly error: Error;
  readonly onDismiss: () => void;
}

/** Why an order was not cancelled: the exchange's word for it, its sentence, and the trace of the attempt. */
export function CancelRefusal({ orderId, error, onDismiss }: CancelRefusalProps) {
  const problem = error instanceof ApiError ? error.problem : null;
  const [reason, traceId] = [problem?.['reason'], problem?.['traceId']];
  const refused = typeof reason === 'string';
  return (
    <div role="alert" className="flex items-start gap-1.5 px-4 pb-2 text-sm">
      <StatusMark status={refused ? 'rejected' : 'error'} label="" className="mt-0.5" />
      <p className="min-w-0">
        <span className="font-medium">
          {orderId} was not cancelled{refused && `: ${reason}`}.
        </span>{' '}
        <span className="text-text-muted">{error.message}</span>{' '}
        {typeof traceId === 'string' && <TraceLink traceId={traceId}>See why in its trace</TraceLink>}
        {traceId === null && <span className="text-text-muted">Its trace is not recorded (sampling).</span>}
      </p>
      <IconButton icon="close" label="Dismiss" className="-my-1 ml-auto" onClick={onDismiss} />
    </div>
  );
}
