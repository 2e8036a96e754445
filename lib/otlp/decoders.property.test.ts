import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJson } from './decode-json';
import { decodeProtobuf } from './decode-protobuf';
import { encodeTraceJson } from './encode-json';
import { InvalidOtlp } from './invalid-otlp';
import type { Span } from './model';
import { arbitraryRequest } from './test-support/arbitrary-request';
import { expectedSpans } from './test-support/expected-spans';
import { decodeMessage, encodeMessage, messageToJson, type PlainMessage } from './test-support/request-codec';

const REQUEST = 'ExportTraceServiceRequest';

/** The spans, or null for a body that was refused as it should be. Anything else that is thrown fails the test. */
function attempt(decode: () => Span[]): Span[] | null {
  try {
    return decode();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidOtlp);
    expect((error as Error).message).toMatch(/\.$/);
    return null;
  }
}

describe('any request', () => {
  it('decodes from protobufjs bytes to its spans', () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        expect(decodeProtobuf(encodeMessage(REQUEST, request))).toEqual(expectedSpans(request));
      }),
      { numRuns: 400 },
    );
  });

  it('decodes from JSON to the same spans', () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        expect(decodeJson(JSON.stringify(messageToJson(REQUEST, request)))).toEqual(expectedSpans(request));
      }),
      { numRuns: 400 },
    );
  });

  it('survives being encoded as JSON and decoded again', () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const spans = decodeProtobuf(encodeMessage(REQUEST, request)).map((span) => ({
          ...span,
          alteredValuesCount: 0,
        }));
        const regrouped = decodeJson(JSON.stringify(encodeTraceJson(spans)));
        expect(regrouped).toEqual(inGroups(spans));
      }),
      { numRuns: 200 },
    );
  });
});

describe('any bytes', () => {
  it('decode or are refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void attempt(() => decodeProtobuf(bytes))));
  });

  it('that were a request before something happened to them decode as protobufjs decodes them, or are refused', () => {
    const mutation = fc.record({ at: fc.nat(), remove: fc.nat(5), insert: fc.uint8Array({ maxLength: 5 }) });
    fc.assert(
      fc.property(arbitraryRequest, fc.array(mutation, { minLength: 1, maxLength: 3 }), (request, mutations) => {
        let list = [...encodeMessage(REQUEST, request)];
        for (const { at, remove, insert } of mutations)
          list = list.toSpliced(at % (list.length + 1), remove, ...insert);
        const bytes = Uint8Array.from(list);
        const spans = attempt(() => decodeProtobuf(bytes));
        const theirs = spans && decodedByProtobufjs(bytes);
        if (theirs) expect(spans).toEqual(expectedSpans(theirs));
      }),
      { numRuns: 500 },
    );
  });

  it('of a request that is cut anywhere decode or are refused', () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const bytes = encodeMessage(REQUEST, request);
        for (let end = 0; end < bytes.length; end++) attempt(() => decodeProtobuf(bytes.subarray(0, end)));
      }),
      { numRuns: 30 },
    );
  });
});

describe('any JSON', () => {
  it('decodes or is refused', () => {
    fc.assert(fc.property(fc.json(), (text) => void attempt(() => decodeJson(text))));
  });

  it('decodes or is refused where a member of a request has any other value', () => {
    fc.assert(
      fc.property(arbitraryRequest, fc.nat(), fc.jsonValue(), (request, at, replacement) => {
        let count = 0;
        const json = JSON.stringify(messageToJson(REQUEST, request), (_key, value: unknown) =>
          count++ === at % 40 ? replacement : value,
        );
        attempt(() => decodeJson(json));
      }),
      { numRuns: 500 },
    );
  });
});

/** Null for text that is not UTF-8, the one thing that protobufjs refuses and we accept (and count). */
function decodedByProtobufjs(bytes: Uint8Array): PlainMessage | null {
  try {
    return decodeMessage(REQUEST, bytes);
  } catch (error) {
    expect((error as Error).message).toContain('not valid');
    return null;
  }
}

/** The spans as `encodeTraceJson` orders them: by the first appearance of their resource, then of their scope in it. */
function inGroups(spans: readonly Span[]): Span[] {
  const byResource = Object.values(groupBy(spans, (span) => `r${JSON.stringify(span.resource)}`));
  return byResource.flatMap((group) =>
    Object.values(groupBy(group, (span) => `s${JSON.stringify(span.scope)}`)).flat(),
  );
}

function groupBy(spans: readonly Span[], key: (span: Span) => string): Record<string, Span[]> {
  return Object.groupBy(spans, key) as Record<string, Span[]>;
}
