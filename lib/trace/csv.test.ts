import { expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { csvSteps } from './csv';
import { traceFromSpans } from './from-spans';
import { traceFromText } from './from-text';
import type { Trace } from './trace';

const HEADER =
  'trace_id,span_id,parent_span_id,service,name,kind,status,rejected,start_unix_nano,duration_nano,self_nano,events,caused_by,led_to';
const ID = '0af7651916cd43dd8448eb211c80319c';

const csvOf = (trace: Trace, selfNanos: number[]) =>
  new Blob(finishSteps(csvSteps(trace, Float64Array.from(selfNanos)))).text();

it('writes a line for each span, times to the nanosecond', async () => {
  const trace = traceFromText(
    'gateway:order 0-100 server\n  risk:check 10-50 error rejected events=2 links=1 ledto=3',
    {
      origin: 1_793_707_200_000_000_001n,
    },
  );
  expect(await csvOf(trace, [60, 40])).toBe(
    [
      HEADER,
      `${ID},0000000000000001,,gateway,order,Server,Unset,0,1793707200000000001,100,60,0,0,0`,
      `${ID},0000000000000002,0000000000000001,risk,check,Internal,Error,1,1793707200000000011,40,40,2,1,3`,
      '',
    ].join('\r\n'),
  );
});

it('quotes what would break the line', async () => {
  const trace = traceFromSpans(ID, [{ spanId: 1n, service: 'a,b', name: 'say "hi"\n', start: 0, end: 1 }]);
  expect(await csvOf(trace, [1])).toContain('"a,b","say ""hi""\n",Internal');
});
