import { refusalResponse } from '@/lib/http/refusal';
import { route } from '@/lib/http/route';

export const runtime = 'nodejs';

/** Where `lib/server/screen-requests` sends what no route can be asked: 400 or 405 with the reason. */
export const GET = route((request) => refusalResponse(new URL(request.url).searchParams.get('why')));
