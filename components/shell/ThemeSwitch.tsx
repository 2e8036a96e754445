'use client';

import { useSyncExternalStore } from 'react';
import { useCommandSource } from '@/components/ui/command-source';
import { Icon, type IconName } from '@/components/ui/Icon';
import { chooseTheme, currentTheme, subscribeToTheme, THEMES, type Theme } from './theme';

const LABEL: Readonly<Record<Theme, string>> = { system: 'System theme', light: 'Light theme', dark: 'Dark theme' };
const ICON: Readonly<Record<Theme, IconName>> = { system: 'display', light: 'sun', dark: 'moon' };

/** System, light or dark: one radio group, so arrow keys move between them. */
export function ThemeSwitch() {
  const theme = useSyncExternalStore(subscribeToTheme, currentTheme, () => 'system' as const);
  useCommandSource({
    commands: () => THEMES.map((choice) => ({ title: LABEL[choice], run: () => chooseTheme(choice) })),
  });
  return (
    <fieldset className="flex items-center">
      <legend className="sr-only">Theme</legend>
      {THEMES.map((choice) => (
        <label
          key={choice}
          title={LABEL[choice]}
          className="flex size-7 items-center justify-center rounded-md text-text-muted hover:text-text has-checked:bg-surface-sunken has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name="theme"
            className="sr-only"
            checked={theme === choice}
            onChange={() => chooseTheme(choice)}
          />
          <Icon name={ICON[choice]} />
          <span className="sr-only">{LABEL[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
}
