/** @type {import('next').NextConfig} */
export default {
  // The native engine and its client must stay outside the bundle.
  serverExternalPackages: ['chdb', '@clickhouse/client'],
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks the types, those of the tests included; a start must not fail on them.
  typescript: { ignoreBuildErrors: true },
  // Pages get their policy, with a nonce, from proxy.ts.
  headers: () =>
    Promise.resolve([
      {
        source: '/:path*',
        headers: [
          { key: 'x-content-type-options', value: 'nosniff' },
          { key: 'referrer-policy', value: 'strict-origin-when-cross-origin' },
          { key: 'cross-origin-opener-policy', value: 'same-origin' },
        ],
      },
    ]),
};
