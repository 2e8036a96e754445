import { MAX_REFUSED, type RefusedFrame } from './frames';
import { CLOSE, type Connection, type Frame } from './transport';

type Read<Message> = (frame: Frame) => { readonly ok: true; readonly message: Message } | RefusedFrame;

/**
 * A server's ear: good frames go to `take`; bad ones to `refuse`, which answers them. A binary or oversized one then ends the
 * connection, as does the tenth of any kind.
 */
export function guarded<Message>(
  connection: Connection,
  read: Read<Message>,
  take: (message: Message) => void,
  refuse: (code: RefusedFrame['code'], text: string) => void,
): (frame: Frame) => void {
  let refused = 0;
  return (frame) => {
    const result = read(frame);
    if (result.ok) {
      take(result.message);
      return;
    }
    refuse(result.code, result.text);
    if (result.close !== null) connection.close(result.close, result.code);
    else if (++refused === MAX_REFUSED) connection.close(CLOSE.policy, `${MAX_REFUSED} frames were refused`);
  };
}
