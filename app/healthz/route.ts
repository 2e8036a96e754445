export const dynamic = 'force-dynamic';

/** `GET /healthz`: the process answers. */
export function GET(): Response {
  return Response.json({ status: 'alive' });
}
