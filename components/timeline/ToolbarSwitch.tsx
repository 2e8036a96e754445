'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/Button';

interface ToolbarSwitchProps {
  readonly pressed: boolean;
  readonly onClick: () => void;
  /** Left out where no key does the same. */
  readonly keys?: string | undefined;
  /** What is counted as what. */
  readonly title: string;
  /** How much it concerns, shown behind the label. */
  readonly amount: string;
  readonly children: ReactNode;
}

/** A way to show the rows that is on or off, with how much it concerns. */
export function ToolbarSwitch({ pressed, onClick, keys, title, amount, children }: ToolbarSwitchProps) {
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-pressed={pressed}
      aria-keyshortcuts={keys}
      title={title}
      className="aria-pressed:bg-surface-sunken aria-pressed:text-text"
      onClick={onClick}
    >
      {children}
      <span className="font-normal text-text-muted">{amount}</span>
    </Button>
  );
}
