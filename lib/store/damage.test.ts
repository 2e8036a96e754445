import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { damageWarning } from './damage';
import { openTestStore, testSpan } from './test-support';

it('says how many parts were set aside: by hand, and by the engine for their damage', async () => {
  const first = await openTestStore();
  const { store, writer, dataFolder } = first;
  for (let part = 0; part < 2; part++) await writer.write([testSpan()]);
  expect(await damageWarning(store)).toBeNull();
  const partsOf = (table: string) =>
    store.select<{ name: string; path: string }>(
      'SELECT name, path FROM system.parts WHERE active AND table = {table:String} ORDER BY name',
      { table },
    );
  const [damaged] = await partsOf('otel_traces');
  const [detached] = await partsOf('red_minutes');
  await store.command(`ALTER TABLE red_minutes DETACH PART '${detached?.name}'`);
  expect(await damageWarning(store)).toMatch(/^1 part of the store \(red_minutes: 1\) is set aside.*not shown/);
  await store.close();

  writeFileSync(path.join(damaged?.path ?? '', 'columns.txt'), 'not what it was');
  const again = await openTestStore({ dataFolder });
  expect(again.warnings).toEqual([
    '2 parts of the store (otel_traces: 1, red_minutes: 1) are set aside, damaged or detached by hand, ' +
      'and the spans in there are not shown; system.detached_parts says which and why.',
  ]);
  await again.dispose();
});
