const encoder = new TextEncoder();

/** The longest beginning of a text that takes at most `maxBytes` in UTF-8 and ends between two characters. */
export function cutToBytes(text: string, maxBytes: number): string {
  // No character takes more than three bytes a code unit: for nearly all texts this is all that is done.
  if (text.length * 3 <= maxBytes) return text;
  const { read } = encoder.encodeInto(text, new Uint8Array(maxBytes));
  return read === text.length ? text : text.slice(0, read);
}
