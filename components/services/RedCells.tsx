import { Duration } from '@/components/ui/Duration';
import type { ServicesResponse } from '@/lib/api/contract';
import { formatCount, type Nanos } from '@/lib/base/units';
import { formatRate, formatShare, NO_NUMBER } from '@/lib/latency/format';
import { perSecond, share } from '@/lib/latency/rates';

type RedNumbers = Omit<ServicesResponse['services'][number], 'name' | 'operations' | 'operationCount'>;

const CELL = 'px-3 py-1 text-right whitespace-nowrap';
const LENGTHS = ['p50', 'p95', 'p99', 'max'] as const;

/** The numbers of a service or an operation, in the order of the columns. */
export function RedCells({ red, covered }: { readonly red: RedNumbers; readonly covered: Nanos }) {
  return (
    <>
      <td className={CELL} title={`${formatCount(red.count)} spans`}>
        {formatRate(perSecond(red.count, covered))}
      </td>
      <Part part={red.errors} whole={red.count} />
      <Part part={red.rejected} whole={red.count} />
      {LENGTHS.map((column) => (
        <td key={column} className={CELL}>
          {red[column] === null ? NO_NUMBER : <Duration nanos={red[column]} />}
        </td>
      ))}
    </>
  );
}

/** A share and how many; quiet where there is none. */
function Part({ part, whole }: { readonly part: number; readonly whole: number }) {
  if (part === 0) return <td className={`${CELL} text-text-muted`}>0</td>;
  return (
    <td className={CELL}>
      {formatShare(share(part, whole))} <span className="text-text-muted">({formatCount(part)})</span>
    </td>
  );
}
