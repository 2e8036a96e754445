import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { CommandPalette } from '@/components/command-palette/CommandPalette';
import { Header } from '@/components/shell/Header';
import { THEME_SCRIPT } from '@/components/shell/theme';
import './globals.css';
import { Providers } from './providers';

export const metadata: Metadata = {
  title: { default: 'Fillpath', template: '%s · Fillpath' },
  description: 'The whole life of an order, from the click to the last fill, across every trace it touches.',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#161a21' },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    // The script below sets data-theme before React sees the element.
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Browsers hide the nonce from scripts, so hydration would report a difference. */}
        <script nonce={nonce} suppressHydrationWarning>
          {THEME_SCRIPT}
        </script>
      </head>
      <body className="flex min-h-dvh flex-col">
        <Providers>
          <Header commands={<CommandPalette />} />
          <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
            {children}
          </main>
        </Providers>
      </body>
    </html>
  );
}
