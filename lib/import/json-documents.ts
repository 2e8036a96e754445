import { FillpathError } from '@/lib/base/errors';

/** A text of more UTF-16 code units is not parsed: it would take some 2 GB of memory. */
export const MAX_DOCUMENT_LENGTH = 256 * 1024 * 1024;

/** A JSON value of a file; or why a line is none. Lines count from 1. */
export type JsonDocument =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly fault: string };

/**
 * The JSON values of a file: one in each line when the first line that is not blank is a JSON value of its own, as the
 * Collector's file exporter writes them, else the whole file as one. Lines are read as they come, so such a file may be of
 * any size.
 *
 * @throws FillpathError for bytes that are compressed or not UTF-8, for a whole file that is not JSON, and for a line or a
 *   whole file of more than {@link MAX_DOCUMENT_LENGTH}
 */
export async function* jsonDocuments(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<JsonDocument> {
  let line = 0;
  let form: 'unknown' | 'lines' | 'whole' = 'unknown';
  const pending = new PendingText();
  for await (const text of decodeText(chunks)) {
    if (form === 'whole') {
      pending.add(text);
      continue;
    }
    const parts = text.split('\n');
    const last = parts.pop() ?? '';
    for (const [i, part] of parts.entries()) {
      pending.add(part);
      line++;
      if (pending.text().trim() !== '') {
        const read = parseLine(pending.text(), line);
        if (form === 'unknown') form = 'value' in read ? 'lines' : 'whole';
        if (form === 'whole') {
          pending.add(
            `\n${parts
              .slice(i + 1)
              .map((each) => `${each}\n`)
              .join('')}`,
          );
          break;
        }
        yield read;
      }
      pending.clear();
    }
    pending.add(last);
  }
  const rest = pending.text();
  if (rest.trim() === '') {
    if (form === 'unknown') throw new FillpathError('invalid-input', 'The file is empty.');
    return;
  }
  if (form === 'lines') yield parseLine(rest, line + 1);
  else yield { line: 1, value: parseWhole(rest) };
}

/** Text that has not come to its end yet. */
class PendingText {
  private parts: string[] = [];
  private length = 0;

  add(text: string): void {
    this.length += text.length;
    if (this.length > MAX_DOCUMENT_LENGTH) {
      throw new FillpathError(
        'too-large',
        `The file is larger than ${MAX_DOCUMENT_LENGTH / 1024 ** 2} MB without a line for each request. Divide it, or send it to /v1/traces with another tool.`,
      );
    }
    this.parts.push(text);
  }

  text(): string {
    const whole = this.parts.join('');
    this.parts = [whole];
    return whole;
  }

  clear(): void {
    this.parts = [];
    this.length = 0;
  }
}

async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const chunk of chunks) {
      if (first) refuseArchives(chunk);
      first = false;
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new FillpathError('invalid-input', 'The file is not text in UTF-8, so it is not JSON.');
  }
}

const ARCHIVES: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
];

function refuseArchives(chunk: Uint8Array): void {
  const archive = ARCHIVES.find(([, bytes]) => bytes.every((byte, i) => chunk[i] === byte));
  if (archive === undefined) return;
  throw new FillpathError(
    'unsupported-media-type',
    `The file is compressed (${archive[0]}). Unpack it first, then choose the JSON file in it.`,
  );
}

function parseLine(text: string, line: number): JsonDocument {
  try {
    return { line, value: parseJson(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { line, fault: error.message };
  }
}

function parseWhole(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FillpathError('invalid-input', `The file is not JSON: ${error.message}.`);
  }
}

/** Whether there may be a number in it that a double does not hold: 17 digits, or 16 that begin with a 9. */
const LARGE_NUMBER = /[:[,\s]-?(?:9\d{15}|\d{17})/;
const MIN_INT64 = -(2n ** 63n);
const MAX_UINT64 = 2n ** 64n - 1n;

/** `JSON.parse`, but whole numbers of 64 bits that a double would round become texts, as OTLP JSON writes them. */
function parseJson(text: string): unknown {
  return LARGE_NUMBER.test(text) ? JSON.parse(text, exactly) : JSON.parse(text);
}

function exactly(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  if (source === undefined) {
    throw new FillpathError(
      'invalid-input',
      'The file has whole numbers beyond 2^53, which this browser would round. Open it in a newer browser.',
    );
  }
  if (!/^-?\d+$/.test(source)) return value;
  const integer = BigInt(source);
  return integer >= MIN_INT64 && integer <= MAX_UINT64 ? source : value;
}
