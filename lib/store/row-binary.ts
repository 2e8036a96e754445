const SMALLEST = 1 << 20;
/** A buffer that grew beyond this for once is not kept. */
const LARGEST_KEPT = 1 << 26;

/**
 * A growing buffer of ClickHouse's RowBinary: little-endian numbers, and strings, arrays and maps behind a varint of their
 * length. Nothing is escaped, which makes it cheap here and for the engine that parses it.
 */
export class RowBinaryWriter {
  private buffer = Buffer.allocUnsafe(SMALLEST);
  private length = 0;

  /** What was written so far: a view of the buffer, valid until the next write. */
  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  /** Bytes written so far. */
  get size(): number {
    return this.length;
  }

  reset(): void {
    this.length = 0;
    if (this.buffer.length > LARGEST_KEPT) this.buffer = Buffer.allocUnsafe(SMALLEST);
  }

  uint32(value: number): void {
    this.reserve(4);
    this.length = this.buffer.writeUInt32LE(value, this.length);
  }

  uint64(value: bigint): void {
    this.reserve(8);
    this.length = this.buffer.writeBigUInt64LE(value, this.length);
  }

  int64(value: bigint): void {
    this.reserve(8);
    this.length = this.buffer.writeBigInt64LE(value, this.length);
  }

  varint(value: number): void {
    this.reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.buffer[this.length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.buffer[this.length++] = rest;
  }

  string(text: string): void {
    // Three bytes for each UTF-16 unit at most. Short strings, nearly all, get a one-byte length that is patched afterwards.
    const atMost = text.length * 3;
    if (atMost < 0x80) {
      this.reserve(atMost + 1);
      const written = this.buffer.write(text, this.length + 1, 'utf8');
      this.buffer[this.length] = written;
      this.length += written + 1;
      return;
    }
    const size = Buffer.byteLength(text, 'utf8');
    this.varint(size);
    this.reserve(size);
    this.length += this.buffer.write(text, this.length, 'utf8');
  }

  /** Bytes of `source` that are RowBinary already. */
  copy(source: Buffer, start: number, end: number): void {
    this.reserve(end - start);
    source.copy(this.buffer, this.length, start, end);
    this.length += end - start;
  }

  private reserve(size: number): void {
    if (this.length + size <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + size));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
