import { describe, expect, it } from 'vitest';
import { refusalOf, refusalResponse } from './refusal';

describe('a request is refused before Next sees it', () => {
  it.each(['/api/traces/%ff', '/%', '/a/%zz/b', '/%c3', '/%ED%A0%80', '*', 'http://elsewhere/', ''])(
    'for its path %j',
    (target) => {
      expect(refusalOf('GET', target)).toBe('path');
      expect(refusalOf('OPTIONS', target)).toBe('path');
    },
  );

  it('for the method TRACE, whatever its path', () => {
    expect(refusalOf('TRACE', '/api/search')).toBe('method');
    expect(refusalOf('TRACE', '/%ff')).toBe('method');
  });

  it.each(['/', '/api/traces/%00', '/traces/%E2%82%AC', '/api/search?q=%ff', '/100%25', '//x', '/a%2Fb'])(
    'but not for %j',
    (target) => expect(refusalOf('GET', target)).toBeNull(),
  );
});

describe('the answer to a refused request', () => {
  it.each([
    ['method', 405, 'GET, HEAD, POST, DELETE, OPTIONS'],
    ['path', 400, null],
    [null, 400, null],
  ])('for its %s is a problem with status %i', async (why, status, allow) => {
    const answer = refusalResponse(why);
    expect([answer.status, answer.headers.get('allow')]).toEqual([status, allow]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, detail: expect.stringMatching(/\w+ \w+ \w+/) });
  });
});
