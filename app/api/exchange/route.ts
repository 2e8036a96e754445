import { route } from '@/lib/http/route';
import { stateAnswer } from './answer';

export const runtime = 'nodejs';

/** `GET /api/exchange`: flows, faults, scenarios, the run, load, sampling, feeds. */
export const GET = route(() => stateAnswer());
