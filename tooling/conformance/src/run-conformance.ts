import { randomBytes } from 'node:crypto';
import { checkBatches } from './scenarios/batches.ts';
import { checkCaching } from './scenarios/caching.ts';
import { checkErrors } from './scenarios/errors.ts';
import { checkHealth } from './scenarios/health.ts';
import { checkLimits } from './scenarios/limits.ts';
import { checkMutations } from './scenarios/mutations.ts';
import { checkPurchase } from './scenarios/purchase.ts';
import { checkQueries } from './scenarios/queries.ts';
import { checkRest } from './scenarios/rest.ts';
import { checkSessions } from './scenarios/sessions.ts';
import { openShop } from './scenarios/shop.ts';
import { checkUploads } from './scenarios/uploads.ts';
import type { Settings } from './settings.ts';
import { maskExchanges } from './suite/mask.ts';
import { createSuite, type Result, type Send } from './suite/suite.ts';

/** What a run found. */
export interface ConformanceReport {
  readonly results: readonly Result[];
  /** Masked responses in the order of their requests; the same for two servers that agree. */
  readonly transcript: readonly unknown[];
}

export interface ConformanceOptions {
  /** Called after each test. */
  readonly onResult?: (result: Result) => void;
  /** Replaces `fetch`, for tests of the suite. */
  readonly transport?: Send;
}

/** Letters and digits that are unique to a run, and no word of a response. */
const newRunId = () => `x${randomBytes(4).toString('hex')}z`;

/** Runs all tests against a server. */
export async function runConformance(
  settings: Settings,
  { onResult = () => {}, transport }: ConformanceOptions = {},
): Promise<ConformanceReport> {
  const runId = newRunId();
  const suite = createSuite({ settings, runId, onResult, ...(transport && { transport }) });
  await checkHealth(suite);
  const shop = await openShop(suite);
  await checkQueries(suite, shop);
  await checkCaching(suite, shop);
  await checkMutations(suite, shop);
  await checkBatches(suite, shop);
  await checkUploads(suite, shop);
  await checkErrors(suite, shop);
  await checkRest(suite, shop);
  await checkPurchase(suite, shop);
  await checkSessions(suite, shop);
  await checkLimits(suite);
  const known = [
    [runId, 'RUN'],
    [runId.toUpperCase(), 'RUN'],
    [settings.url, '<url>'],
  ] as const;
  return { results: suite.results, transcript: maskExchanges(suite.exchanges, known) };
}
