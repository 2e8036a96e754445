import { describe, expect, it, vi } from 'vitest';
import { type PaletteInput, paletteOptions } from './palette-options';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const run = vi.fn();
const input = (changes: Partial<PaletteInput>): PaletteInput => ({
  text: '',
  commands: [
    { title: 'Next error', keys: ['e'], run },
    { title: 'Group the spans by service', run },
  ],
  recent: [{ href: `/traces/${TRACE}`, title: 'gateway place_order', detail: TRACE }],
  found: { places: [], total: 0 },
  ...changes,
});
const groups = (changes: Partial<PaletteInput>) =>
  paletteOptions(input(changes)).map(({ title, options }) => [title, ...options.map((option) => option.title)]);

describe('the options of the palette', () => {
  it('are, before anything is typed, what was looked at, what the page does, and the pages', () => {
    expect(groups({})).toEqual([
      ['Recent', 'gateway place_order'],
      ['On this page', 'Next error', 'Group the spans by service'],
      ['Pages', 'Live page', 'Search page', 'Latency page', 'Services page', 'Exchange page'],
    ]);
  });

  it('fit what was typed, each group with the best first, and the search is always last', () => {
    expect(groups({ text: 'serv' })).toEqual([
      ['On this page', 'Group the spans by service'],
      ['Pages', 'Services page'],
      ['Search', 'Search traces for “serv”'],
    ]);
    expect(groups({ text: 'nxt er' })[0]).toEqual(['On this page', 'Next error']);
    expect(groups({ text: 'place gate' })[0]).toEqual(['Recent', 'gateway place_order']);
  });

  it('keep the place of spans that are found later, after what was there before', () => {
    const places = [{ id: '7', title: 'risk check', detail: '', run }];
    expect(groups({ text: 'e', found: { places, total: 2500 } }).map(([title]) => title)).toEqual([
      'On this page',
      'Pages',
      'Recent',
      'Spans of this trace, the best 1 of 2,500',
      'Search',
    ]);
  });

  it.each([
    [` ${TRACE.toUpperCase()} `, `/traces/${TRACE}`],
    ['00F067AA0BA902B7', '/search?q=00f067aa0ba902b7'],
    ['ORD-17-x', '/search?q=ORD-17-x'],
  ])('lead with an id that was pasted: %s', (text, href) => {
    const [first] = paletteOptions(input({ text }));
    expect(first?.title).toBe('Id');
    expect(first?.options[0]?.action).toEqual({ href });
  });

  it('take no words and no ids of zeros for ids', () => {
    for (const text of ['next error', 'service', '12345678', 'a1']) {
      expect(groups({ text }).map(([title]) => title)).not.toContain('Id');
    }
    expect(paletteOptions(input({ text: '0'.repeat(32) }))[0]?.title).not.toBe('Id');
  });

  it('search for what was typed as it was typed', () => {
    const last = paletteOptions(input({ text: ' Service=risk & x ' })).at(-1);
    expect(last?.options[0]?.action).toEqual({ href: '/search?q=Service%3Drisk+%26+x' });
  });
});
