import { cx } from './cx';
import { useServiceSeries } from './ServiceColours';
import { seriesBackground } from './service-colour';

/** A service's name beside its colour. Long names are cut at the end and whole on hover. */
export function ServiceName({ name, className }: { readonly name: string; readonly className?: string }) {
  const seriesOf = useServiceSeries();
  return (
    <span title={name} className={cx('inline-flex max-w-full min-w-0 items-center align-middle gap-1.5', className)}>
      <span className={cx('h-3 w-1 shrink-0 rounded-sm', seriesBackground(seriesOf(name)))} aria-hidden="true" />
      <span className="truncate">{name}</span>
    </span>
  );
}
