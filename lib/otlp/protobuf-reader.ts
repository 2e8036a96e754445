import { Buffer, isUtf8 } from 'node:buffer';
import { DECODE_BUDGET, failOverBudget } from './decode-budget';
import { InvalidOtlp } from './invalid-otlp';
import { LONGEST_SHARED, sharedText } from './shared-text';

const NOT_TEXT = '\ufffd';

/**
 * The primitives of the protobuf wire format, over one body. `position` moves forward only. A message is read with
 * `const end = reader.messageEnd(); while (reader.position < end) ...; reader.finish(end)`.
 * Every method throws InvalidOtlp for bytes that are cut off or not protobuf.
 */
export class ProtobufReader {
  position = 0;
  /** How many values so far were not valid UTF-8 (the wrong bytes are U+FFFD in the text), or belong to another signal. */
  altered = 0;
  private readonly bytes: Buffer;
  private readonly view: DataView;
  private budget = DECODE_BUDGET;
  /** The two halves of the varint that was read last by `longVarint`. */
  private low = 0;
  private high = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  /** Counts what is about to be built. @throws InvalidOtlp when the request holds more than DECODE_BUDGET. */
  spend(cost: number): void {
    this.budget -= cost;
    if (this.budget < 0) failOverBudget();
  }

  /** The next field's number and wire type, as `number << 3 | type`. */
  tag(): number {
    const first = this.bytes[this.position] as number;
    if (first < 0x80) {
      this.position++;
      return first;
    }
    this.longVarint();
    if (this.high !== 0) this.fail('has a field number that is too large');
    return this.low;
  }

  /** A varint as uint32; the bits above are dropped, as protobuf says. Also for bool (not 0) and enums. */
  uint32(): number {
    const first = this.bytes[this.position] as number;
    if (first < 0x80) {
      this.position++;
      return first;
    }
    this.longVarint();
    return this.low;
  }

  bool(): boolean {
    const first = this.bytes[this.position] as number;
    if (first < 0x80) {
      this.position++;
      return first !== 0;
    }
    this.longVarint();
    return (this.low | this.high) !== 0;
  }

  /** A varint as int64 in decimal. */
  int64Text(): string {
    const first = this.bytes[this.position] as number;
    if (first < 0x80) {
      this.position++;
      return String(first);
    }
    this.longVarint();
    if (this.high < 0x20_0000) return String(this.high * 0x1_0000_0000 + this.low);
    return String(BigInt.asIntN(64, (BigInt(this.high) << 32n) | BigInt(this.low)));
  }

  fixed32(): number {
    return this.view.getUint32(this.advance(4), true);
  }

  fixed64(): bigint {
    return this.view.getBigUint64(this.advance(8), true);
  }

  double(): number {
    return this.view.getFloat64(this.advance(8), true);
  }

  /** Where the message (or string) whose length is next ends. It may end after its parent: `finish` of that one sees it. */
  messageEnd(): number {
    const first = this.bytes[this.position] as number;
    let length = first;
    if (first < 0x80) {
      this.position++;
    } else {
      this.longVarint();
      length = this.high === 0 ? this.low : Number.POSITIVE_INFINITY;
    }
    const end = this.position + length;
    if (!(end <= this.bytes.length)) this.fail('ends in the middle of a field');
    return end;
  }

  /** Checks that the fields of a message ended where the message does. */
  finish(end: number): void {
    if (this.position !== end) this.fail('has a field that is longer than the message around it');
  }

  /** A string. Bytes that are not UTF-8 become U+FFFD and the value counts as altered. */
  text(): string {
    const end = this.messageEnd();
    const start = this.position;
    this.position = end;
    if (end - start > LONGEST_SHARED) return this.checkedText(start, end);
    return sharedText(this.bytes, start, end) ?? this.checkedText(start, end);
  }

  /** Bytes as lower-case hex. */
  hex(): string {
    const end = this.messageEnd();
    const start = this.position;
    this.position = end;
    return this.bytes.toString('hex', start, end);
  }

  /** Bytes as base64. */
  base64(): string {
    const end = this.messageEnd();
    const start = this.position;
    this.position = end;
    return this.bytes.toString('base64', start, end);
  }

  /**
   * Passes over a field that this version does not know.
   * @param knownFields the message's fields are 1 to this: one of them here has come with a wrong wire type
   */
  skipUnknown(tag: number, knownFields: number): void {
    const field = tag >>> 3;
    if (field === 0) this.fail('has a field with number 0');
    if (field <= knownFields) this.fail(`has field ${field} of a message with the wrong wire type (${tag & 7})`);
    switch (tag & 7) {
      case 0:
        this.uint32();
        return;
      case 1:
        this.advance(8);
        return;
      case 2:
        this.position = this.messageEnd();
        return;
      case 5:
        this.advance(4);
        return;
      default:
        this.fail(`has a field of wire type ${tag & 7}, which OTLP does not use`);
    }
  }

  private checkedText(start: number, end: number): string {
    const text = this.bytes.toString('utf8', start, end);
    if (text.includes(NOT_TEXT) && !isUtf8(this.bytes.subarray(start, end))) this.altered++;
    return text;
  }

  private advance(size: number): number {
    const start = this.position;
    this.position = start + size;
    if (this.position > this.bytes.length) this.fail('ends in the middle of a field');
    return start;
  }

  /** Reads a varint of any length into `low` and `high`. At most 10 bytes, 64 bits. */
  private longVarint(): void {
    const bytes = this.bytes;
    let low = 0;
    let high = 0;
    for (let i = 0; i < 10; i++) {
      const byte = bytes[this.position];
      if (byte === undefined) this.fail('ends in the middle of a field');
      this.position++;
      const bits = byte & 0x7f;
      if (i < 4) low |= bits << (7 * i);
      else if (i === 4) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (7 * i - 32);
      if (byte < 0x80) {
        if (i === 9 && byte > 1) break;
        this.low = low >>> 0;
        this.high = high >>> 0;
        return;
      }
    }
    this.fail('has a number of more than 64 bits');
  }

  private fail(fault: string): never {
    throw new InvalidOtlp(
      `The protobuf body ${fault} (at byte ${Math.min(this.position, this.bytes.length)} of ${this.bytes.length}). Send an ExportTraceServiceRequest, or name the right content type.`,
    );
  }
}
