import type { AttributeDetail, LinkDetail } from '@/lib/api/contract';

/** What a link may be about, the most telling first: a batch links to many orders, and tells them apart by these. */
const SUBJECTS = ['order.id', 'client.order_id', 'exchange.order_id', 'fill.id', 'batch.id'];

/** The attribute of a link that names the order, or else what it is about; null when it has none of these. */
export function linkSubject({ attributes }: LinkDetail): AttributeDetail | null {
  for (const key of SUBJECTS) {
    const found = attributes.find((attribute) => attribute.key === key && attribute.text !== '');
    if (found) return found;
  }
  return null;
}
