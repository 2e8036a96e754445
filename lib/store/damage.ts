import { clickhouseCode } from './errors';
import type { Store } from './store';

const ACCESS_DENIED = 497;

/**
 * One sentence when parts of the tables are set aside, with how many: the engine detaches a part whose files are damaged, and
 * somebody may have detached one by hand. No query sees their rows any more, so that the rest would look like all there is.
 * @returns null when all is there. A server may keep its system tables from the user that Fillpath logs in as; then that is said.
 */
export async function damageWarning(store: Store): Promise<string | null> {
  try {
    const tables = await setAside(store);
    if (tables.length === 0) return null;
    const total = tables.reduce((sum, { parts }) => sum + parts, 0);
    const list = tables.map(({ table, parts }) => `${table}: ${parts}`).join(', ');
    return (
      `${total === 1 ? '1 part' : `${total} parts`} of the store (${list}) ${total === 1 ? 'is' : 'are'} set aside, damaged or detached by hand, ` +
      'and the spans in there are not shown; system.detached_parts says which and why.'
    );
  } catch (error) {
    if (clickhouseCode(error) !== ACCESS_DENIED) throw error;
    return 'Whether the server has set damaged parts aside is not known: it does not let this user read system.detached_parts.';
  }
}

async function setAside(store: Store): Promise<{ table: string; parts: number }[]> {
  // The reasons left out are copies of rows that other parts hold.
  const rows = await store.select<{ table: string; parts: string }>(
    `SELECT table, count() AS parts FROM system.detached_parts
     WHERE database = currentDatabase() AND ifNull(reason, '') NOT IN ('clone', 'ignored', 'covered-by-broken')
     GROUP BY table ORDER BY table`,
  );
  return rows.map((row) => ({ table: row.table, parts: Number(row.parts) }));
}
