import { describe, expect, it } from 'vitest';
import { encodeErrorStatus, encodeExportResponse } from './export-response';
import { decodeMessage } from './test-support/request-codec';

const MIB = 1024 * 1024;

describe('encodeExportResponse', () => {
  it('says full success with an empty message', () => {
    expect(encodeExportResponse('application/x-protobuf')).toHaveLength(0);
    expect(String(encodeExportResponse('application/json'))).toBe('{}');
  });

  it('says how many spans were rejected, and why', () => {
    expect(String(encodeExportResponse('application/json', 3, 'bad ids'))).toBe(
      '{"partialSuccess":{"rejectedSpans":"3","errorMessage":"bad ids"}}',
    );
    expect([...encodeExportResponse('application/x-protobuf', 3, 'bad')]).toEqual([
      0x0a, 7, 0x08, 3, 0x12, 3, 98, 97, 100,
    ]);
  });

  it('writes counts of any size as protobufjs reads them', () => {
    for (const rejectedSpans of [1, 127, 128, 300, 2 ** 31, 2 ** 32 + 1, 2 ** 53 - 1]) {
      const bytes = encodeExportResponse('application/x-protobuf', rejectedSpans, 'é');
      expect(decodeMessage('ExportTraceServiceResponse', bytes)).toEqual({
        partialSuccess: { rejectedSpans: BigInt(rejectedSpans), errorMessage: 'é' },
      });
    }
  });

  it('keeps a warning: a message without rejected spans', () => {
    expect(
      decodeMessage('ExportTraceServiceResponse', encodeExportResponse('application/x-protobuf', 0, 'careful')),
    ).toEqual({
      partialSuccess: { errorMessage: 'careful' },
    });
  });

  it.each(['application/json', 'application/x-protobuf'] as const)(
    'shortens the message to stay under 4 MiB in %s',
    (mediaType) => {
      for (const message of ['\u0000'.repeat(9 * MIB), 'é'.repeat(3 * MIB), '😀'.repeat(2 * MIB)]) {
        expect(encodeExportResponse(mediaType, 1, message).length).toBeLessThan(4 * MIB);
      }
    },
  );

  it('cuts a long message between two characters and says so', () => {
    const body = JSON.parse(String(encodeErrorStatus('application/json', `a${'😀'.repeat(MIB)}`))) as {
      message: string;
    };
    expect(body.message).toMatch(/^a(😀)+… \(cut: the whole message has 4194305 bytes\)$/u);
  });
});

describe('encodeErrorStatus', () => {
  it('is a google.rpc.Status', () => {
    expect(String(encodeErrorStatus('application/json', 'no "x"'))).toBe('{"message":"no \\"x\\""}');
    expect(decodeMessage('RpcStatus', encodeErrorStatus('application/x-protobuf', 'no'))).toEqual({ message: 'no' });
  });
});
