import type { z } from 'zod';
import { faultIn, isDeeper, MAX_DEPTH } from '../bad-input';
import { CLOSE, type Frame } from './transport';

/** No message of the protocol comes near it. */
export const MAX_FRAME_BYTES = 64 * 1024;
/** So many refused frames a connection may send before it is closed. */
export const MAX_REFUSED = 10;

/** A frame that is not one of the protocol's messages. */
export interface RefusedFrame {
  readonly ok: false;
  readonly code: 'binary_frame' | 'frame_too_large' | 'malformed_json' | 'unknown_type' | 'invalid_message';
  readonly text: string;
  /** The close code that follows at once; null when the connection stays, up to {@link MAX_REFUSED} refused frames. */
  readonly close: number | null;
}

type Read<Message> = { readonly ok: true; readonly message: Message } | RefusedFrame;

type Union = z.ZodDiscriminatedUnion<readonly z.ZodObject[], 'type'>;

/** A function that reads frames as messages of `schema`. Never throws: whatever came is a message, or refused with a sentence. */
export function frameReader<Schema extends Union>(schema: Schema): (frame: Frame) => Read<z.infer<Schema>> {
  const types = new Set(schema.options.flatMap(({ shape }) => [...(shape.type as z.ZodLiteral).values]));
  return (frame) => {
    if (typeof frame !== 'string') {
      return refused('binary_frame', 'Only text frames are read.', CLOSE.unsupportedData);
    }
    if (frame.length > MAX_FRAME_BYTES || Buffer.byteLength(frame) > MAX_FRAME_BYTES) {
      return refused('frame_too_large', `A frame may have ${MAX_FRAME_BYTES} bytes at most.`, CLOSE.tooLarge);
    }
    const value = parse(frame);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return refused('malformed_json', 'A frame must be one JSON object.', null);
    }
    if (isDeeper(value, MAX_DEPTH)) {
      return refused('malformed_json', `A frame may be nested ${MAX_DEPTH} levels deep at most.`, null);
    }
    const type: unknown = (value as { type?: unknown }).type;
    if (!types.has(type as string)) {
      return refused('unknown_type', `type must be one of ${[...types].join(', ')}.`, null);
    }
    const result = schema.safeParse(value);
    if (result.success) return { ok: true, message: result.data };
    return refused('invalid_message', `In ${String(type)}, ${faultIn(value, result.error, 'the message')}`, null);
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function refused(code: RefusedFrame['code'], text: string, close: number | null): RefusedFrame {
  return { ok: false, code, text, close };
}
