import { describe, expect, it } from 'vitest';
import { FillpathError } from '@/lib/base/errors';
import { problemResponse } from './problem';

describe('a problem document', () => {
  it('carries the sentence, the status and the details of an expected error', async () => {
    const response = problemResponse(new FillpathError('invalid-input', 'Close the quote.', { position: 7 }));
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'Bad request',
      status: 400,
      detail: 'Close the quote.',
      position: 7,
    });
  });

  it('says in a header, too, when to try again', () => {
    const later = new FillpathError('overloaded', 'Wait a little.', { retryAfterSeconds: 42 });
    expect(problemResponse(later).headers.get('retry-after')).toBe('42');
    expect(problemResponse(new FillpathError('overloaded', 'Later.')).headers.has('retry-after')).toBe(false);
  });

  it('ends the connection after a body that is too large, as the rest of it may not have been read', () => {
    expect(problemResponse(new FillpathError('too-large', 'Too much.')).headers.get('connection')).toBe('close');
    expect(problemResponse(new FillpathError('invalid-input', 'No.')).headers.has('connection')).toBe(false);
  });

  it('keeps the message of an unexpected error to the log', async () => {
    const response = problemResponse(new Error('SELECT secret FROM /etc/passwd'));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
  });

  it('recognises an error that another bundle of this process threw', () => {
    const foreign = Object.assign(new Error('Later.'), { kind: 'overloaded', details: {} });
    expect(problemResponse(foreign).status).toBe(429);
  });
});
