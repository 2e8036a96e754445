import { FillpathError } from '@/lib/base/errors';
import type { Resource, Scope, Span } from '@/lib/otlp/model';

/** Sixteen times the largest body. At some 150 MB/s the store works on it for seven seconds, in which nobody else is served. */
export const MAX_REPEATED_CHARACTERS = 1024 ** 3;

/**
 * Refuses a request that is small only because many spans share a large resource or scope: the store writes both beside
 * each span, so 4 MB of attributes and 10,000 spans are 40 GB there.
 * @throws FillpathError `too-large`
 */
export function refuseRepeatedBulk(spans: readonly Span[], maxCharacters = MAX_REPEATED_CHARACTERS): void {
  const sizes = new Map<Resource | Scope, number>();
  let total = 0;
  for (const { resource, scope } of spans) {
    for (const shared of [resource, scope]) {
      let size = sizes.get(shared);
      if (size === undefined) sizes.set(shared, (size = charactersOf(shared)));
      total += size;
    }
  }
  if (total <= maxCharacters) return;
  const megabytes = (characters: number) => Math.round(characters / 1e6).toLocaleString('en-US');
  throw new FillpathError(
    'too-large',
    `The resources and scopes of this request, which are stored beside each of its ${spans.length} spans, come to ${megabytes(total)} MB; ` +
      `the most is ${megabytes(maxCharacters)} MB. Export smaller batches, or fewer resource attributes.`,
  );
}

function charactersOf({ attributes }: Resource | Scope): number {
  let characters = 0;
  for (const { key, text, type } of attributes) characters += key.length + text.length + type.length;
  return characters;
}
