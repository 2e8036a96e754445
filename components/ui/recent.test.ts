// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest';
import { recentPlaces, rememberPlace } from './recent';

afterEach(() => localStorage.clear());

const place = (number: number) => ({ href: `/traces/${number}`, title: `trace ${number}`, detail: '' });

it('the latest comes first, once, with its latest name', () => {
  rememberPlace(place(1));
  rememberPlace(place(2));
  rememberPlace({ ...place(1), title: 'renamed' });
  expect(recentPlaces().map(({ title }) => title)).toEqual(['renamed', 'trace 2']);
});

it('only thirty are kept', () => {
  for (let number = 0; number < 40; number++) rememberPlace(place(number));
  expect(recentPlaces()).toHaveLength(30);
  expect(recentPlaces()[0]?.href).toBe('/traces/39');
});

it('what else is in the storage leads nowhere', () => {
  localStorage.setItem('fillpath.recent', '{"no":"list"}');
  expect(recentPlaces()).toEqual([]);
  localStorage.setItem('fillpath.recent', 'no JSON');
  expect(recentPlaces()).toEqual([]);
  const odd = [
    { href: 'https://elsewhere', title: '', detail: '' },
    { href: '//elsewhere', title: '', detail: '' },
    null,
    place(3),
  ];
  localStorage.setItem('fillpath.recent', JSON.stringify(odd));
  expect(recentPlaces()).toEqual([place(3)]);
});
