import { Buffer } from 'node:buffer';
import { messageField, numberField, textField } from './protobuf-writer';

/** The two encodings of OTLP over HTTP, by their media types. An answer has the one of its request. */
export type OtlpMediaType = 'application/x-protobuf' | 'application/json';

/** OTLP wants answers of at most 4 MiB. JSON may write a byte as six characters (\u0000), so this stays below in each encoding. */
const MAX_MESSAGE_BYTES = 512 * 1024;

/**
 * The body of an ExportTraceServiceResponse.
 * @param rejectedSpans with the reason for it: a partial success. 0 with a message is a warning; 0 and '' is full success.
 */
export function encodeExportResponse(mediaType: OtlpMediaType, rejectedSpans = 0, errorMessage = ''): Buffer {
  const isFullSuccess = rejectedSpans === 0 && errorMessage === '';
  const message = shortened(errorMessage);
  if (mediaType === 'application/x-protobuf') {
    if (isFullSuccess) return Buffer.alloc(0);
    return messageField(1, numberField(1, rejectedSpans), textField(2, message));
  }
  if (isFullSuccess) return Buffer.from('{}');
  // An int64: a string in JSON.
  const partialSuccess = { rejectedSpans: String(rejectedSpans), errorMessage: message };
  return Buffer.from(JSON.stringify({ partialSuccess }));
}

/** The body of an error: google.rpc.Status with a sentence. Its code may be left out, as the HTTP status says it. */
export function encodeErrorStatus(mediaType: OtlpMediaType, message: string): Buffer {
  const text = shortened(message);
  return mediaType === 'application/x-protobuf' ? textField(2, text) : Buffer.from(JSON.stringify({ message: text }));
}

function shortened(message: string): string {
  const bytes = Buffer.from(message);
  if (bytes.length <= MAX_MESSAGE_BYTES) return message;
  let end = MAX_MESSAGE_BYTES;
  // 10xxxxxx continues a character.
  while (((bytes[end] as number) & 0xc0) === 0x80) end--;
  return `${bytes.toString('utf8', 0, end)}… (cut: the whole message has ${bytes.length} bytes)`;
}
