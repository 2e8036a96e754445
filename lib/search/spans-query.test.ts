import { expect, it } from 'vitest';
import { MAX_EXACT_LENGTH, spansQuery } from './spans-query';

it('asks for what spans share', () => {
  expect(
    spansQuery([
      ['service', 'risk'],
      ['name', 'GET "/a b"'],
    ]),
  ).toBe(String.raw`service=risk name="GET \"/a b\""`);
});

it('asks for a part of a value that is too long to be asked for whole', () => {
  expect(spansQuery([['name', 'x'.repeat(10_000)]])).toBe(`name=~${'x'.repeat(MAX_EXACT_LENGTH)}`);
  expect(spansQuery([['name', `${'x'.repeat(MAX_EXACT_LENGTH - 1)}😀`]])).toBe(
    `name=~${'x'.repeat(MAX_EXACT_LENGTH - 1)}`,
  );
});
