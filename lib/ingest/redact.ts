import { type AnyValue, anyValueOfAttribute, textOfAnyValue } from '@/lib/otlp/any-value';
import type { Attribute, Resource, Scope, Span } from '@/lib/otlp/model';
import { DEFAULT_SECRET_WORDS, SecretKeys } from './secret-keys';

export const REDACTED = '[redacted]';

/** By the list of words that they were made from, so that verdicts outlive one request. */
const known = new WeakMap<readonly string[], SecretKeys>();

/**
 * Replaces the values of secrets by "[redacted]", in place: attributes of spans, resources, scopes, events and links, and
 * members of lists inside an attribute's value. Which keys hold secrets: see {@link SecretKeys}.
 * @param words null for {@link DEFAULT_SECRET_WORDS}; the same array each time
 */
export function redactSpans(spans: readonly Span[], words: readonly string[] | null): void {
  const secrets = secretKeysFor(words ?? DEFAULT_SECRET_WORDS);
  const done = new Set<Resource | Scope>();
  for (const span of spans) {
    for (const shared of [span.resource, span.scope]) {
      if (done.has(shared)) continue;
      done.add(shared);
      redactAttributes(shared.attributes, secrets);
    }
    redactAttributes(span.attributes, secrets);
    for (const event of span.events) redactAttributes(event.attributes, secrets);
    for (const link of span.links) redactAttributes(link.attributes, secrets);
  }
}

function secretKeysFor(words: readonly string[]): SecretKeys {
  let secrets = known.get(words);
  if (secrets === undefined) {
    secrets = new SecretKeys(words);
    known.set(words, secrets);
  }
  return secrets;
}

function redactAttributes(attributes: Attribute[], secrets: SecretKeys): void {
  for (let i = 0; i < attributes.length; i++) {
    const attribute = attributes[i] as Attribute;
    const { key, type } = attribute;
    if (secrets.hides(key, type === 'int' || type === 'double' || type === 'bool')) {
      attributes[i] = { key, text: REDACTED, type: '' };
    } else if (type.startsWith('{')) {
      const value = anyValueOfAttribute(attribute);
      if (redactMembers(value, secrets)) attributes[i] = { key, ...textOfAnyValue(value) };
    }
  }
}

/** Recursion is bounded by the depth that decoding allows. @returns whether there was a secret */
function redactMembers(value: AnyValue, secrets: SecretKeys): boolean {
  let found = false;
  for (const element of value.arrayValue?.values ?? []) found = redactMembers(element, secrets) || found;
  for (const entry of value.kvlistValue?.values ?? []) {
    const { intValue, doubleValue, boolValue } = entry.value;
    if (secrets.hides(entry.key, (intValue ?? doubleValue ?? boolValue) !== undefined)) {
      entry.value = { stringValue: REDACTED };
      found = true;
    } else found = redactMembers(entry.value, secrets) || found;
  }
  return found;
}
