import { describe, expect, it } from 'vitest';
import { anyValueOfAttribute } from '@/lib/otlp/any-value';
import { decodeJson } from '@/lib/otlp/decode-json';
import type { Span } from '@/lib/otlp/model';
import { redactSpans } from './redact';
import { testSpan } from './test-span';

const secret = () => [
  { key: 'api_key', text: 'hunter2', type: '' as const },
  { key: 'order.id', text: 'ORD-1', type: '' as const },
];
const redacted = [
  { key: 'api_key', text: '[redacted]', type: '' },
  { key: 'order.id', text: 'ORD-1', type: '' },
];

describe('redactSpans', () => {
  it('replaces secrets wherever a span carries attributes', () => {
    const span = testSpan({
      attributes: secret(),
      events: [{ timeUnixNano: 1n, name: 'e', attributes: secret(), droppedAttributesCount: 0 }],
      links: [{ traceId: '', spanId: '', traceState: '', flags: 0, attributes: secret(), droppedAttributesCount: 0 }],
    });
    span.resource.attributes = secret();
    span.scope.attributes = secret();
    redactSpans([span], null);
    expect(span).toMatchObject({
      attributes: redacted,
      events: [{ attributes: redacted }],
      links: [{ attributes: redacted }],
      resource: { attributes: redacted },
      scope: { attributes: redacted },
    });
  });

  it('replaces values of every type', () => {
    const span = testSpan({
      attributes: [
        { key: 'password', text: '1234', type: 'int' },
        { key: 'cookie', text: 'AAAA', type: 'bytes' },
        { key: 'token', text: '["a"]', type: '{"arrayValue":{"values":[{"stringValue":"a"}]}}' },
      ],
    });
    redactSpans([span], null);
    expect(span.attributes.map(({ text, type }) => [text, type])).toEqual(
      span.attributes.map(() => ['[redacted]', '']),
    );
  });

  it('keeps numbers about a secret', () => {
    const span = testSpan({ attributes: [{ key: 'token.count', text: '5', type: 'int' }] });
    redactSpans([span], null);
    expect(span.attributes).toEqual([{ key: 'token.count', text: '5', type: 'int' }]);
  });

  it('replaces secrets inside lists, and leaves lists without one as they are', () => {
    const headers = (name: string) =>
      `{"key":"headers","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[{"key":"${name}","value":{"stringValue":"x"}},{"key":"n","value":{"intValue":"9007199254740993"}}]}}]}}}`;
    const [one, other] = decodeJson(
      `{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[${headers('Cookie')}]},{"attributes":[${headers('Accept')}]}]}]}]}`,
    ) as [Span, Span];
    const before = structuredClone(other);
    redactSpans([one, other], null);
    expect(one.attributes[0]?.text).toBe('[{"Cookie":"[redacted]","n":9007199254740993}]');
    expect(JSON.stringify(one.attributes[0] && anyValueOfAttribute(one.attributes[0]))).not.toContain('"x"');
    expect(other).toEqual(before);
  });

  it('uses the words that it is given instead of the default ones', () => {
    const span = testSpan({ attributes: secret() });
    redactSpans([span], ['order_id']);
    expect(span.attributes.map(({ text }) => text)).toEqual(['hunter2', '[redacted]']);
  });
});
