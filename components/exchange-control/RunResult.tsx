import { StatusMark } from '@/components/ui/StatusMark';
import type { ExchangeRun } from '@/lib/api/exchange-contract';
import { formatCount } from '@/lib/base/units';
import { ProgressLine } from './ProgressLine';

const ENDED = { finished: 'Finished', stopped: 'Stopped', failed: 'Failed' } as const;

/** How a run goes or went: its progress or its end, orders sent and rejected, what was refused and why, and whether everything added up after it. */
export function RunResult({ run }: { readonly run: ExchangeRun }) {
  const {
    ended,
    elapsedSeconds,
    durationSeconds,
    ordersSent,
    ordersRejected,
    refusals,
    ordersPerSecond,
    reconciliation,
  } = run;
  const rejected = `${formatCount(ordersRejected)} rejected`;
  return (
    <div className="mt-1 flex flex-col gap-1.5 rounded-md bg-surface-sunken px-2 py-1.5 text-xs">
      {ended === '' && <ProgressLine label="Progress of the scenario" value={elapsedSeconds} max={durationSeconds} />}
      <p className="flex flex-wrap gap-x-3">
        <span className="font-medium">
          {ended === ''
            ? `${Math.floor(elapsedSeconds)} of ${formatCount(durationSeconds)} s`
            : `${ENDED[ended]} after ${formatCount(Number(elapsedSeconds.toFixed(1)))} s`}
        </span>
        <span>{formatCount(ordersSent)} orders sent</span>
        <span>{rejected}</span>
        {ended === '' && <span>{formatCount(Math.round(ordersPerSecond))}/s now</span>}
      </p>
      {refusals.length > 0 && <p className="text-text-muted">Refused: {refusals.map(refusalText).join(', ')}</p>}
      {ended !== '' && <Reconciliation differences={reconciliation} />}
    </div>
  );
}

function refusalText({ of, reason, count }: ExchangeRun['refusals'][number]): string {
  return `${formatCount(count)} ${of}${count === 1 ? '' : 's'} (${reason.replaceAll('_', ' ')})`;
}

function Reconciliation({ differences }: { readonly differences: readonly string[] | null }) {
  if (differences === null)
    return <p className="text-text-muted">Not reconciled: books, wallets and positions were not compared.</p>;
  if (differences.length === 0) {
    return (
      <p className="flex gap-1.5">
        <StatusMark status="ok" label="" className="mt-0.5" />
        Books, wallets and positions add up.
      </p>
    );
  }
  return (
    <div>
      <p className="flex gap-1.5 text-error">
        <StatusMark status="error" label="" className="mt-0.5" />
        {differences.length === 1 ? '1 difference' : `${formatCount(differences.length)} differences`} between books,
        wallets and positions:
      </p>
      <ul className="mt-1 max-h-40 list-disc pl-5 overflow-y-auto" aria-label="Differences" tabIndex={0}>
        {differences.map((difference) => (
          <li key={difference} className="break-words">
            {difference}
          </li>
        ))}
      </ul>
    </div>
  );
}
