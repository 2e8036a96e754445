import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_TRACE_TABS,
  FLAME_SHAPES,
  MAX_TAB_TEXT,
  parseTraceTabs,
  SPAN_CHOICES,
  SPAN_SORTS,
  STATISTICS_SORTS,
  type StatisticsBy,
  TRACE_TABS,
  type TraceTabsView,
  writeTraceTabs,
} from './trace-tabs';

const text = (minLength: number) => fc.string({ unit: 'grapheme', minLength, maxLength: 20 });
const sorting = <Sort extends string>(sorts: readonly Sort[]) =>
  fc.record({ sort: fc.constantFrom(...sorts), ascending: fc.boolean() });
const tabs: fc.Arbitrary<TraceTabsView> = fc.record({
  view: fc.constantFrom(...TRACE_TABS),
  statisticsBy: fc.oneof(
    fc.constantFrom<StatisticsBy>('service', 'operation'),
    text(1).map((attribute) => ({ attribute })),
  ),
  statisticsSort: sorting(STATISTICS_SORTS),
  spansSort: sorting(SPAN_SORTS),
  spansFilter: text(0),
  spansChoice: fc.constantFrom(...SPAN_CHOICES),
  flameShape: fc.constantFrom(...FLAME_SHAPES),
  flameTable: fc.boolean(),
  flameFocus: fc.option(fc.constant('00000000000000ab')),
});

const parse = (search: string) => parseTraceTabs(new URLSearchParams(search));
const format = (view: TraceTabsView) => {
  const params = new URLSearchParams();
  writeTraceTabs(params, view);
  return params.toString();
};

describe('the tabs of a trace in the URL', () => {
  it('come back from the text of a URL', () => {
    fc.assert(
      fc.property(tabs, (any) => {
        expect(parse(format(any))).toEqual(any);
      }),
    );
  });

  it('leave the defaults out', () => {
    expect(format(DEFAULT_TRACE_TABS)).toBe('');
    expect(parse('')).toEqual(DEFAULT_TRACE_TABS);
  });

  it('tell an attribute from what has a name of its own', () => {
    expect(parse('by=%40service').statisticsBy).toEqual({ attribute: 'service' });
    expect(parse('by=service').statisticsBy).toBe('service');
  });

  it('fall back to the default where they cannot be read', () => {
    const nonsense = `view=x&by=order.id&stats=-x&sort=&only=1&flame=&as=1&focus=12&filter=${'x'.repeat(MAX_TAB_TEXT + 1)}`;
    expect(parse(nonsense)).toEqual(DEFAULT_TRACE_TABS);
  });
});
