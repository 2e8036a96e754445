import { describe, expect, it } from 'vitest';
import { jsonDocuments } from './json-documents';

async function documents(text: string | Uint8Array, chunk = 7) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const all = [];
  for await (const document of jsonDocuments(chunks())) all.push(document);
  return all;
}

describe('jsonDocuments', () => {
  it.each([1, 2, 5, 1000])('reads a value a line, in chunks of %i bytes', async (chunk) => {
    expect(await documents('\n{"a":"é"}\r\n\n{"a":2}', chunk)).toEqual([
      { line: 2, value: { a: 'é' } },
      { line: 4, value: { a: 2 } },
    ]);
  });

  it.each([1, 2, 5, 1000])(
    'reads a file that is one value over several lines, in chunks of %i bytes',
    async (chunk) => {
      expect(await documents('{\n "a": [1,\n2]\n}\n', chunk)).toEqual([{ line: 1, value: { a: [1, 2] } }]);
    },
  );

  it('goes on after a line that is not JSON, and says which it was', async () => {
    const [, fault, last] = await documents('{"a":1}\n{"a":\n{"a":3}\n');
    expect(fault).toMatchObject({ line: 2, fault: expect.stringContaining('JSON') as string });
    expect(last).toEqual({ line: 3, value: { a: 3 } });
  });

  it('keeps whole numbers of 64 bits exactly, as text', async () => {
    expect(
      await documents('{"a":1795204667023718671,"b":9007199254740993,"c":12,"d":100000000000000000000000}'),
    ).toEqual([{ line: 1, value: { a: '1795204667023718671', b: '9007199254740993', c: 12, d: 1e23 } }]);
  });

  it.each([
    ['', 'The file is empty.'],
    ['  \n \n', 'The file is empty.'],
    ['hello', 'The file is not JSON'],
    ['{\n"a":', 'The file is not JSON'],
    [Uint8Array.of(0x1f, 0x8b, 8, 0), 'compressed (gzip)'],
    [Uint8Array.of(0x7b, 0xff), 'not text in UTF-8'],
  ])('refuses %j', async (content, sentence) => {
    await expect(documents(content)).rejects.toThrow(sentence);
  });
});
