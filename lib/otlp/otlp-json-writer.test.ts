import { expect, it } from 'vitest';
import { decodeJson } from './decode-json';
import { decodeProtobuf } from './decode-protobuf';
import { encodeTraceJson } from './encode-json';
import { OtlpJsonWriter } from './otlp-json-writer';
import { everyFieldRequest } from './test-support/every-field';
import { encodeMessage } from './test-support/request-codec';

const [span] = decodeProtobuf(encodeMessage('ExportTraceServiceRequest', everyFieldRequest()));
const spans = span === undefined ? [] : [span, { ...span, spanId: '00000000000000a2' }];

it('writes one page as it is encoded', () => {
  const writer = new OtlpJsonWriter();
  expect(writer.page(spans) + writer.end()).toBe(JSON.stringify(encodeTraceJson(spans)));
});

it('writes the same spans in however many pages', () => {
  const writer = new OtlpJsonWriter();
  const parts = [[], spans.slice(0, 1), [], spans.slice(1)].map((page) => writer.page(page));
  expect(decodeJson(Buffer.from(parts.join('') + writer.end()))).toEqual(
    decodeJson(Buffer.from(JSON.stringify(encodeTraceJson(spans)))),
  );
});

it('writes no spans', () => {
  expect(new OtlpJsonWriter().end()).toBe('{"resourceSpans":[]}');
});
