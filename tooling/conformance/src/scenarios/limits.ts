import assert from 'node:assert/strict';
import { retryAfterSeconds } from '@trastienda/shop-client';
import { at } from '@trastienda/testing';
import { jsonOf, present } from '../suite/assertions.ts';
import type { Suite } from '../suite/suite.ts';
import { post } from './shop.ts';

/** More sign-ins than an address has for a minute. */
const TRIES = 60;

/** Runs last: its address cannot sign in for up to a minute afterwards. */
export async function checkLimits({ test, send, fetch, client, settings, runId }: Suite) {
  await test('an address that signs in too often has to wait, and knows for how long', async () => {
    const input = { email: `limit.${runId}@shop.example`, password: 'not the one at all' };
    const url = `${settings.url}/trpc/auth.signIn`;
    const headers = { 'trastienda-session': 'token' };
    let limited: Response | undefined;
    for (let tried = 0; tried < TRIES && limited === undefined; tried += 1) {
      // Not recorded: how many pass depends on when the minute begins.
      const response = await globalThis.fetch(url, post(input, headers));
      const body: unknown = await response.json();
      if (at(body, 'error', 'data', 'reason') === 'RATE_LIMITED') limited = response;
    }
    const { status } = present(limited, 'limit');
    assert.equal(status, 429);
    const again = await send('/trpc/auth.signIn', post(input, headers));
    await jsonOf(again, 429);
    assert.match(again.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
    const failure: unknown = await client({ headers })
      .auth.signIn.mutate(input)
      .catch((error: unknown) => error);
    assert.ok((retryAfterSeconds(failure) ?? 0) > 0);
  });

  await test('other calls of that address go on', async () => {
    assert.equal((await fetch(`${settings.url}/trpc/catalog.list`)).status, 200);
  });
}
