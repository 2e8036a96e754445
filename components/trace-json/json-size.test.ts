import { expect, it } from 'vitest';
import { MAX_SHOWN_LENGTH, MAX_SHOWN_SPANS, whyNotShown } from './json-size';

it('shows what a page can bear, and says with numbers why not more', () => {
  expect(whyNotShown(MAX_SHOWN_SPANS, MAX_SHOWN_LENGTH)).toBeNull();
  expect(whyNotShown(2001, 0)).toContain('2,001 spans');
  expect(whyNotShown(10, 5_000_001)).toContain('5,000,001 characters');
});
