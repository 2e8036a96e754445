'use client';

import { useEffect, useState } from 'react';
import { cx } from './cx';
import { Icon } from './Icon';

const CONFIRMATION_MS = 1600;

interface CopyButtonProps {
  readonly text: string;
  /** What is copied: "Copy the trace id". */
  readonly label: string;
  /** Shown beside the icon; without it the label is shown on hover only. */
  readonly children?: string;
  readonly className?: string;
}

/** Copies a text, and says whether it worked: browsers refuse it on pages without TLS other than localhost. */
export function CopyButton({ text, label, children, className }: CopyButtonProps) {
  const [result, setResult] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (result === null) return;
    const timer = setTimeout(() => setResult(null), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [result]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setResult('copied');
    } catch {
      setResult('failed');
    }
  };
  const says = result === 'copied' ? 'Copied' : result === 'failed' ? 'Select and copy it by hand' : '';
  return (
    <button
      type="button"
      onClick={() => void copy()}
      title={label}
      aria-label={children === undefined ? label : undefined}
      className={cx(
        'inline-flex h-6 min-w-6 items-center justify-center gap-1.5 rounded-md px-1 text-xs text-text-muted hover:bg-surface-sunken hover:text-text',
        className,
      )}
    >
      <Icon name={result === 'copied' ? 'check' : result === 'failed' ? 'close' : 'copy'} className="size-3.5" />
      {children !== undefined && <span>{says || children}</span>}
      <span role="status" className="sr-only">
        {says}
      </span>
    </button>
  );
}
