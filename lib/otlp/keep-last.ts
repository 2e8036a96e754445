import { addToCount } from './counts';
import type { Attribute } from './model';

/** Up to here comparing every pair is faster than filling a map. */
const FEW = 12;

/**
 * Leaves one attribute a key, in place: the value that came last, where the key came first. The others count as dropped.
 * OTLP forbids a key that occurs twice and does not say what it means.
 */
export function dropRepeatedKeys(owner: { attributes: Attribute[]; droppedAttributesCount: number }): void {
  const { attributes } = owner;
  if (attributes.length <= FEW && !hasRepeatedKey(attributes)) return;
  const byKey = new Map<string, Attribute>();
  for (const attribute of attributes) byKey.set(attribute.key, attribute);
  if (byKey.size === attributes.length) return;
  owner.droppedAttributesCount = addToCount(owner.droppedAttributesCount, attributes.length - byKey.size);
  owner.attributes = [...byKey.values()];
}

function hasRepeatedKey(attributes: readonly Attribute[]): boolean {
  for (let i = 1; i < attributes.length; i++) {
    const key = attributes[i]?.key;
    for (let j = 0; j < i; j++) if (attributes[j]?.key === key) return true;
  }
  return false;
}
