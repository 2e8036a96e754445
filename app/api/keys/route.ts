import { z } from 'zod';
import type { KeysResponse, KeyValuesResponse } from '@/lib/api/contract';
import { FillpathError } from '@/lib/base/errors';
import { route } from '@/lib/http/route';
import { runtime } from '@/lib/server/runtime';
import { completeKeys, completeValues } from '@/lib/store/keys';

const MAX_TEXT = 1024;
const text = (name: string) =>
  z.string().max(MAX_TEXT, `"${name}" is longer than ${MAX_TEXT} characters: nothing that long is completed.`);
const parameters = z.object({ key: text('key'), prefix: text('prefix') });

/** `GET /api/keys?prefix`: keys that start so. `GET /api/keys?key&prefix`: values of a key that start so, with counts. */
export const GET = route(async (request) => {
  const params = new URL(request.url).searchParams;
  const parsed = parameters.safeParse({ key: params.get('key') ?? '', prefix: params.get('prefix') ?? '' });
  if (!parsed.success) {
    throw new FillpathError('invalid-input', parsed.error.issues.map((issue) => issue.message).join(' '));
  }
  const { key, prefix } = parsed.data;
  const { store } = await runtime();
  const answer: KeysResponse | KeyValuesResponse =
    key === '' ? { keys: await completeKeys(store, prefix) } : { values: await completeValues(store, key, prefix) };
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
});
