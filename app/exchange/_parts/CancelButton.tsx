import { useState } from 'react';
import { Button } from '@/components/ui/Button';

interface CancelButtonProps {
  readonly orderId: string;
  readonly cancelling: boolean;
  readonly onCancel: () => void;
}

/** Asks once more, in place: a cancelled order does not come back. Escape and leaving it say no, and a double click is one. */
export function CancelButton({ orderId, cancelling, onCancel }: CancelButtonProps) {
  const [asking, setAsking] = useState(false);
  if (cancelling) return <span className="text-xs text-text-muted">Cancelling…</span>;
  return (
    <Button
      size="sm"
      variant={asking ? 'secondary' : 'ghost'}
      aria-label={asking ? `Really cancel ${orderId}?` : `Cancel ${orderId}`}
      className={asking ? 'border-error! text-error!' : ''}
      onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}
      onBlur={() => setAsking(false)}
      onClick={(event) => {
        if (event.detail > 1) return;
        setAsking(!asking);
        if (asking) onCancel();
      }}
    >
      {asking ? 'Really?' : 'Cancel'}
    </Button>
  );
}
