import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type SeriesOf, seriesAmong, serviceSeries } from './service-colour';

const Colours = createContext<SeriesOf>(serviceSeries);

/** Below it, these services, which are seen together, do not share a colour while there are free ones. */
export function ServiceColours(props: { readonly services: readonly string[]; readonly children: ReactNode }) {
  const { services, children } = props;
  const seriesOf = useMemo(() => seriesAmong(services), [services]);
  return <Colours value={seriesOf}>{children}</Colours>;
}

/** Which series colour a service has here. */
export function useServiceSeries(): SeriesOf {
  return useContext(Colours);
}
