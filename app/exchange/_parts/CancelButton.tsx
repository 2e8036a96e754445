import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button';

interface CancelButtonProps {
  readonly orderId: string;
  readonly cancelling: boolean;
  readonly onCancel: () => void;
}

/** Asks once more, in place: a cancelled order does not come back. Escape and leaving it say no. */
export function CancelButton({ orderId, cancelling, onCancel }: CancelButtonProps) {
  const [asking, setAsking] = useState(false);
  const confirm = useRef<HTMLButtonElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) confirm.current?.focus();
  }, [asking]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    setAsking(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  if (cancelling) return <span className="text-xs text-text-muted">Cancelling…</span>;
  if (!asking) {
    return (
      <Button ref={button} size="sm" variant="ghost" aria-label={`Cancel ${orderId}`} onClick={() => setAsking(true)}>
        Cancel
      </Button>
    );
  }
  return (
    <Button
      ref={confirm}
      size="sm"
      aria-label={`Really cancel ${orderId}?`}
      className="border-error! text-error!"
      onKeyDown={onKeyDown}
      onBlur={() => setAsking(false)}
      onClick={() => {
        setAsking(false);
        onCancel();
      }}
    >
      Really?
    </Button>
  );
}
