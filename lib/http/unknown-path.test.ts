import { expect, it } from 'vitest';
import { unknownPath } from './unknown-path';

it('a path that no route answers is a problem, which says the path and no more of it than 100 characters', async () => {
  const ask = async (path: string) => {
    const answer = await unknownPath(new Request(`http://localhost${path}`), { params: Promise.resolve({ path: [] }) });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    return (await answer.json()) as { status: number; detail: string };
  };
  expect(await ask('/v1/nope')).toMatchObject({
    status: 404,
    detail: 'Nothing is at /v1/nope here. README.md lists the paths that programs may use.',
  });
  expect((await ask(`/${'x'.repeat(9_000)}`)).detail).toMatch(/^Nothing is at \/x{99}… here\. README/);
});
