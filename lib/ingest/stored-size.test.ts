import { expect, it } from 'vitest';
import type { Resource } from '@/lib/otlp/model';
import { refuseRepeatedBulk } from './stored-size';
import { testSpan } from './test-span';

/** A resource of 1 + 9 characters. */
function tenCharacters(): Resource {
  return {
    attributes: [{ key: 'k', text: 'x'.repeat(9), type: '' }],
    droppedAttributesCount: 0,
    entityRefs: '',
    schemaUrl: '',
  };
}

it('counts a resource once for each span that has it', () => {
  const resource = tenCharacters();
  const spans = [testSpan({ resource }), testSpan({ resource }), testSpan({ resource })];
  expect(() => refuseRepeatedBulk(spans, 30)).not.toThrow();
  expect(() => refuseRepeatedBulk(spans, 29)).toThrow(/beside each of its 3 spans/);
});

it('counts the scope as well, and the type that a value has beside its text', () => {
  const resource = tenCharacters();
  const scope = {
    ...tenCharacters(),
    name: '',
    version: '',
    attributes: [{ key: 'n', text: '1', type: 'int' as const }],
  };
  expect(() => refuseRepeatedBulk([testSpan({ resource, scope })], 15)).not.toThrow();
  expect(() => refuseRepeatedBulk([testSpan({ resource, scope })], 14)).toThrow(
    expect.objectContaining({ kind: 'too-large' }),
  );
});

it('takes the largest ordinary request: 250,000 spans of services with twenty resource attributes', () => {
  const resource = {
    ...tenCharacters(),
    attributes: Array.from({ length: 20 }, (_, i) => ({
      key: `k8s.attribute.${i}`,
      text: 'x'.repeat(40),
      type: '' as const,
    })),
  };
  const span = testSpan({ resource });
  expect(() => refuseRepeatedBulk(Array.from({ length: 250_000 }, () => span))).not.toThrow();
});
