import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['{app,components,lib,mocks,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // None takes more than a few seconds of work, but a machine that has much else to do may give it a tenth of a processor.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
