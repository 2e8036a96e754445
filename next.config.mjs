/** @type {import('next').NextConfig} */
export default {
  // Native and fetch-based clients must stay outside the bundle.
  serverExternalPackages: ['chdb', '@clickhouse/client'],
  poweredByHeader: false,
  reactStrictMode: true,
  distDir: process.env.FILLPATH_DIST || '.next',
  // `npm test` checks the types, those of the tests included; a start must not fail on them.
  typescript: { ignoreBuildErrors: true },
};
