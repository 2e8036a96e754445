import type { HrTime } from '@opentelemetry/api';

const FIRST_SIZE = 65_536;
/** The most that a tag, a varint or a fixed number takes; every write that is not text makes room for it. */
const SMALL = 16;
/** Up to here a loop is faster than the call into native code. */
const SHORT_TEXT = 64;
const TWO_16 = 0x1_0000;
const TWO_32 = 0x1_0000_0000;
const NIBBLES = new Uint8Array(128);
for (const [value, digit] of '0123456789abcdef'.split('').entries()) {
  NIBBLES[digit.charCodeAt(0)] = value;
  NIBBLES[digit.toUpperCase().charCodeAt(0)] = value;
}

/** Writes protobuf front to back into memory that grows and is used again. Lengths are as short as they can be. */
export class ByteWriter {
  private bytes = Buffer.allocUnsafeSlow(FIRST_SIZE);
  private at = 0;

  /** Forgets what was written. */
  begin(): void {
    this.at = 0;
  }

  /** A copy of what was written. */
  written(): Uint8Array {
    return Buffer.copyBytesFrom(this.bytes, 0, this.at);
  }

  /** One byte: a tag of the fields up to 15, or a number below 128. */
  byte(value: number): void {
    this.room(SMALL);
    this.bytes[this.at++] = value;
  }

  /** A whole number, a negative one as its 64 bits. */
  varint(value: number): void {
    this.room(SMALL);
    if (value < 0) {
      this.negative(value);
      return;
    }
    let rest = value;
    while (rest > 127) {
      this.bytes[this.at++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.at++] = rest;
  }

  fixed32(value: number): void {
    this.room(SMALL);
    this.at = this.bytes.writeUInt32LE(value, this.at);
  }

  double(value: number): void {
    this.room(SMALL);
    this.at = this.bytes.writeDoubleLE(value, this.at);
  }

  /** Nanoseconds since the epoch as a fixed64, in two halves: no number could hold them. Ends in the year 2554 and then wraps. */
  time([seconds, nanos]: HrTime): void {
    this.room(SMALL);
    const upper = Math.floor(seconds / TWO_16) * 1e9;
    const lower = (upper % TWO_16) * TWO_16 + (seconds % TWO_16) * 1e9 + nanos;
    this.at = this.bytes.writeUInt32LE(lower % TWO_32, this.at);
    const high = Math.floor(upper / TWO_16) + Math.floor(lower / TWO_32);
    this.at = this.bytes.writeUInt32LE(high % TWO_32, this.at);
  }

  /** An id of hex digits, as bytes behind their length. */
  hex(id: string): void {
    const { length } = id;
    this.room(length + SMALL);
    const { bytes } = this;
    let { at } = this;
    bytes[at++] = length / 2;
    for (let digit = 0; digit < length; digit += 2) {
      const high = NIBBLES[id.charCodeAt(digit)] ?? 0;
      bytes[at++] = high * 16 + (NIBBLES[id.charCodeAt(digit + 1)] ?? 0);
    }
    this.at = at;
  }

  /** UTF-8 behind its length. */
  text(value: string): void {
    const { length } = value;
    this.room(3 * length + SMALL);
    if (length > SHORT_TEXT || !this.shortAscii(value)) {
      this.varint(Buffer.byteLength(value));
      this.at += this.bytes.write(value, this.at);
    }
  }

  /** Bytes as they are. */
  raw(value: Uint8Array): void {
    this.room(value.length);
    this.bytes.set(value, this.at);
    this.at += value.length;
  }

  /** Begins what is to stand behind its length. @returns what {@link close} needs. @param room expected bytes of the length. */
  open(room: number): number {
    this.room(SMALL);
    this.at += room;
    return this.at;
  }

  /** Ends it: the length is known now, and what was written moves when that needs another number of bytes. */
  close(start: number, room: number): void {
    const { at } = this;
    const length = at - start;
    if (room === 1 && length < 128) {
      this.bytes[start - 1] = length;
      return;
    }
    const needed = length < 2 ** 7 ? 1 : length < 2 ** 14 ? 2 : length < 2 ** 21 ? 3 : length < 2 ** 28 ? 4 : 5;
    this.room(SMALL);
    if (needed !== room) this.bytes.copyWithin(start - room + needed, start, at);
    this.at = start - room;
    this.varint(length);
    this.at += length;
  }

  private shortAscii(value: string): boolean {
    const { bytes } = this;
    let { at } = this;
    bytes[at++] = value.length;
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      if (code > 127) return false;
      bytes[at++] = code;
    }
    this.at = at;
    return true;
  }

  private negative(value: number): void {
    let rest = BigInt.asUintN(64, BigInt(value));
    while (rest > 127n) {
      this.bytes[this.at++] = Number(rest & 127n) + 128;
      rest >>= 7n;
    }
    this.bytes[this.at++] = Number(rest);
  }

  private room(size: number): void {
    if (this.at + size <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.at + size));
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
  }
}
