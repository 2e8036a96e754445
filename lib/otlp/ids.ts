/** A parent span id as the model keeps it: '' for a root, which some senders write as zeros. */
export function parentOrRoot(id: string): string {
  return id.startsWith('0') && /^0+$/.test(id) ? '' : id;
}
