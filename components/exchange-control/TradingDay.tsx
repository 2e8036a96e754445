import { useMutation } from '@tanstack/react-query';
import { Button } from '@/components/ui/Button';
import { StatusMark } from '@/components/ui/StatusMark';
import { endSession } from '@/lib/api/exchange';
import type { EndedSession } from '@/lib/api/exchange-contract';
import { formatCount } from '@/lib/base/units';

/** Ends the trading day, for there is no clock at this exchange that would: day orders expire. Says how many did. */
export function TradingDay() {
  const end = useMutation({ mutationFn: endSession });
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Button
        size="sm"
        disabled={end.isPending}
        onClick={() => end.mutate()}
        title="Orders that are good for the day only expire; the next day begins at once"
      >
        {end.isPending ? 'Ending…' : 'End the trading day'}
      </Button>
      <p role="status" className="min-w-0 text-xs text-text-muted">
        {end.error && (
          <span className="flex gap-1.5 text-error">
            <StatusMark status="error" label="" className="mt-0.5" />
            {end.error.message}
          </span>
        )}
        {end.data && outcomeOf(end.data)}
      </p>
    </div>
  );
}

function outcomeOf({ expiredExchangeOrders, expiredClientOrders, deadVenues }: EndedSession): string {
  const parts =
    expiredExchangeOrders === 0
      ? ''
      : `, in ${formatCount(expiredExchangeOrders)} exchange order${expiredExchangeOrders === 1 ? '' : 's'}`;
  const orders =
    expiredClientOrders === 1
      ? `1 client order has expired${parts}.`
      : `${expiredClientOrders === 0 ? 'No' : formatCount(expiredClientOrders)} client orders have expired${parts}.`;
  const dead = deadVenues.length === 0 ? '' : ` Dead, so without orders: ${deadVenues.join(', ')}.`;
  return `${orders}${dead}`;
}
