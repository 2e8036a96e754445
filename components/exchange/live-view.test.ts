import { describe, expect, it } from 'vitest';
import { LIVE_VIEW } from './live-view';

describe('the view of the home page in the URL', () => {
  it.each(['', 'traces=all', 'traces=entries'])('reads "%s" back as it was written', (text) => {
    expect(LIVE_VIEW.format(LIVE_VIEW.parse(new URLSearchParams(text))).toString()).toBe(text);
  });

  it('leaves out what makes no sense', () => {
    expect(LIVE_VIEW.parse(new URLSearchParams('traces=some'))).toEqual({ traces: null });
  });
});
