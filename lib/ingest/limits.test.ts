import { describe, expect, it } from 'vitest';
import type { Attribute } from '@/lib/otlp/model';
import { DEFAULT_LIMITS, limitSpans } from './limits';
import { testSpan } from './test-span';

const LIMITS = {
  ...DEFAULT_LIMITS,
  maxAttributes: 2,
  maxKeyBytes: 4,
  maxValueBytes: 8,
  maxNameBytes: 4,
  maxEvents: 1,
  maxLinks: 1,
};
const text = (key: string, value: string): Attribute => ({ key, text: value, type: '' });
const event = { timeUnixNano: 1n, name: 'e', attributes: [], droppedAttributesCount: 0 };
const link = { traceId: 'a', spanId: 'b', traceState: '', flags: 0, attributes: [], droppedAttributesCount: 0 };

describe('limitSpans', () => {
  it('leaves a span alone that is within the limits', () => {
    const span = testSpan({ name: 'buy', attributes: [text('a', '1')], events: [event], links: [link] });
    const before = structuredClone(span);
    limitSpans([span], LIMITS);
    expect(span).toEqual(before);
  });

  it('drops attributes, events and links beyond their number and counts them on top', () => {
    const span = testSpan({
      name: 'buy',
      attributes: ['a', 'b', 'c', 'd'].map((key) => text(key, '')),
      droppedAttributesCount: 3,
      events: [event, event, event],
      links: [link, { ...link, spanId: 'c' }],
    });
    limitSpans([span], LIMITS);
    expect(span.attributes.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(span).toMatchObject({
      droppedAttributesCount: 5,
      droppedEventsCount: 2,
      droppedLinksCount: 1,
      links: [link],
    });
    expect(span.alteredValuesCount).toBe(0);
  });

  it('drops an attribute whose key is too long and counts it', () => {
    const span = testSpan({ name: 'buy', attributes: [text('abcde', '1'), text('abcd', '2'), text('b', '3')] });
    limitSpans([span], LIMITS);
    expect(span.attributes).toEqual([text('abcd', '2'), text('b', '3')]);
    expect(span.droppedAttributesCount).toBe(1);
  });

  it('cuts texts and counts each on the span', () => {
    const span = testSpan({
      name: 'check_risk',
      traceState: '123456789',
      statusMessage: '12345678é',
      attributes: [text('a', '1234567é'), text('b', '12345678')],
      events: [{ ...event, name: 'event', attributes: [text('c', '123456789')] }],
      links: [{ ...link, traceState: '123456789', attributes: [text('d', '123456789')] }],
    });
    limitSpans([span], LIMITS);
    expect(span).toMatchObject({
      name: 'chec',
      traceState: '12345678',
      statusMessage: '12345678',
      alteredValuesCount: 8,
    });
    expect(span.attributes).toEqual([text('a', '1234567'), text('b', '12345678')]);
    expect(span.events).toMatchObject([{ name: 'even', attributes: [text('c', '12345678')] }]);
    expect(span.links).toMatchObject([{ traceState: '12345678', attributes: [text('d', '12345678')] }]);
  });

  it('holds the name of a service to the length of names', () => {
    const resource = {
      attributes: [text('service.name', 'gateway')],
      droppedAttributesCount: 0,
      entityRefs: '',
      schemaUrl: '',
    };
    const span = testSpan({ name: 'buy', attributes: [], resource });
    limitSpans([span], { ...LIMITS, maxKeyBytes: 100 });
    expect(resource.attributes).toEqual([text('service.name', 'gate')]);
    expect(span.alteredValuesCount).toBe(1);
  });

  it('makes a list that is cut a string, and cuts bytes between whole bytes', () => {
    const type = '{"arrayValue":{"values":[{"intValue":"1234567"},{"intValue":"8"}]}}';
    const span = testSpan({
      name: 'buy',
      attributes: [
        { key: 'list', text: '[1234567,8]', type },
        { key: 'raw', text: 'AAAAAAAAAAAA', type: 'bytes' },
      ],
    });
    limitSpans([span], { ...LIMITS, maxValueBytes: 10 });
    expect(span.attributes).toEqual([
      { key: 'list', text: '[1234567,8', type: '' },
      { key: 'raw', text: 'AAAAAAAA', type: 'bytes' },
    ]);
    expect(span.alteredValuesCount).toBe(2);
  });

  it('limits a shared resource and scope once and counts what they lost on each span', () => {
    const resource = {
      attributes: [text('a', '123456789'), text('b', ''), text('c', '')],
      droppedAttributesCount: 0,
      entityRefs: '[{"type":"service"}]',
      schemaUrl: '123456789',
    };
    const scope = {
      name: 'exchange',
      version: '1.2.3',
      attributes: [text('longer', '')],
      droppedAttributesCount: 0,
      schemaUrl: '',
    };
    const spans = [testSpan({ name: 'buy', resource, scope }), testSpan({ name: 'check', resource, scope })];
    limitSpans(spans, LIMITS);
    expect(resource).toEqual({
      attributes: [text('a', '12345678'), text('b', '')],
      droppedAttributesCount: 1,
      entityRefs: '',
      schemaUrl: '12345678',
    });
    expect(scope).toMatchObject({ name: 'exch', version: '1.2.', attributes: [], droppedAttributesCount: 1 });
    expect(spans.map((span) => span.alteredValuesCount)).toEqual([5, 6]);
  });

  it('changes nothing the second time', () => {
    const span = testSpan({ name: 'check_risk', attributes: ['a', 'b', 'c'].map((key) => text(key, '123456789')) });
    limitSpans([span], LIMITS);
    const once = structuredClone(span);
    limitSpans([span], LIMITS);
    expect(span).toEqual(once);
  });

  it('stops counters at the 32 bits that OTLP has for them', () => {
    const span = testSpan({ name: 'buy', droppedEventsCount: 0xffff_ffff, events: [event, event] });
    limitSpans([span], LIMITS);
    expect(span.droppedEventsCount).toBe(0xffff_ffff);
  });

  it('keeps all links of a batch of five hundred orders by default', () => {
    const span = testSpan({ links: Array.from({ length: 500 }, () => link) });
    limitSpans([span], DEFAULT_LIMITS);
    expect(span.links).toHaveLength(500);
  });
});
