import { formatKey } from '@/lib/search/format';
import { spansQuery } from '@/lib/search/spans-query';
import type { ColourBy } from '@/lib/url/trace-colour';
import type { ColourEntry } from './colouring';

/** The query that finds the spans of a colour: as many as the legend counts. */
export function findOfEntry(by: ColourBy, { text, service }: ColourEntry): string {
  if (typeof by !== 'string') return spansQuery([[formatKey(by.attribute), text]]);
  switch (by) {
    case 'service':
      return spansQuery([['service', text]]);
    case 'operation':
      return spansQuery([
        ['service', service ?? ''],
        ['name', text],
      ]);
    case 'status':
      if (text === 'error') return 'status=error';
      // A span may have been rejected whatever its status; an error is shown before that, and that before the rest.
      return text === 'rejected' ? 'status=rejected -status=error' : `status=${text} -status=rejected`;
  }
}
