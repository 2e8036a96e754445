import { type NextRequest, NextResponse } from 'next/server';

/**
 * Pages only. The proxy would buffer request bodies, and cut them at 10 MB, on the way to ingest and the APIs; those answer
 * with data that no browser renders.
 */
export const config = {
  matcher: [
    {
      source: '/((?!_next/static|_next/image|api/|v1/|auth/|reports/|refused|healthz|readyz|metrics|icon\\.svg).*)',
      missing: [
        { type: 'header', key: 'next-router-prefetch' },
        { type: 'header', key: 'purpose', value: 'prefetch' },
      ],
    },
  ],
};

const NONCE_BYTES = 16;

/** Gives each page its own nonce and the policy that names it; the layout and Next's own scripts carry the nonce. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(NONCE_BYTES))));
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development');

  // Next reads the nonce for its own scripts from the request's policy.
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** In development React evaluates strings for its traces, and Next's overlay brings style elements and a web socket. */
function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // Charts place elements with style attributes, which cannot carry a nonce and cannot run anything.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws: wss:' : ''}`,
    // Bundled workers start from a blob.
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
