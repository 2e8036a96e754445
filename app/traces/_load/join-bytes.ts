/** The chunks as one, up to `limit` bytes of them. */
export function joinBytes(chunks: readonly Uint8Array[], limit = Number.POSITIVE_INFINITY): Uint8Array {
  const received = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const joined = new Uint8Array(Math.min(received, limit));
  let at = 0;
  for (const chunk of chunks) {
    const part = chunk.subarray(0, joined.length - at);
    joined.set(part, at);
    at += part.length;
    if (at === joined.length) break;
  }
  return joined;
}
