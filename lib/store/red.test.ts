import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { latencyResponse } from '@/lib/api/contract';
import { Rng } from '@/lib/base/rng';
import type { Span } from '@/lib/otlp/model';
import { redSeries, slowestOperations } from './red';
import { openTestStore, TEST_START, type TestStore, testSpan } from './test-support';

const MINUTE = 60e9;
const MINUTES = 5;
const HOUR_WINDOW = { start: TEST_START, end: TEST_START + 60n * BigInt(MINUTE), service: '', operation: '' };
