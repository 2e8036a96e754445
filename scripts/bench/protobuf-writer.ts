/** A growing buffer with the four protobuf encodings that OTLP spans need. */
export class ProtobufWriter {
  private bytes = Buffer.alloc(4096);
  length = 0;

  fixed64(field: number, value: bigint): this {
    this.key(field, 1).reserve(8);
    this.bytes.writeBigUInt64LE(value, this.length - 8);
    return this;
  }

  integer(field: number, value: number): this {
    return this.key(field, 0).varint(value);
  }

  blob(field: number, value: Uint8Array | string): this {
    const bytes = typeof value === 'string' ? Buffer.from(value) : value;
    this.key(field, 2).varint(bytes.length).reserve(bytes.length);
    this.bytes.set(bytes, this.length - bytes.length);
    return this;
  }

  message(field: number, write: (inner: ProtobufWriter) => void): this {
    const inner = new ProtobufWriter();
    write(inner);
    return this.blob(field, inner.finish());
  }

  finish(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  private key(field: number, wireType: number): this {
    return this.varint(field * 8 + wireType);
  }

  private varint(value: number): this {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.byte((rest % 128) + 128);
    return this.byte(rest);
  }

  private byte(value: number): this {
    this.reserve(1).bytes[this.length - 1] = value;
    return this;
  }

  private reserve(size: number): this {
    this.length += size;
    if (this.length > this.bytes.length) {
      const grown = Buffer.alloc(Math.max(this.length, this.bytes.length * 2));
      grown.set(this.bytes);
      this.bytes = grown;
    }
    return this;
  }
}
