import { at } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import {
  failureOf,
  NEW_PASSWORD,
  newEmail,
  openBrowser,
  PASSWORD,
  person,
  reasonOf,
  register,
  signIn,
} from '../testing/people.ts';
import { startBackend, useBackend } from '../testing/start-backend.ts';

const backend = await useBackend();

const settled = async (calls: Promise<unknown>[]) =>
  (await Promise.allSettled(calls)).map(({ status }) => status);
const count = <Value>(values: readonly Value[], value: Value) =>
  values.filter((one) => one === value).length;

describe('a cookie from before a sign-in (session fixation)', () => {
  test('never becomes the session after it', async () => {
    const email = newEmail();
    await register(backend, email);
    const attacker = await person(backend);
    for (const planted of [attacker.token, 'ts_chosen-by-somebody-else', 'garbage']) {
      const { client, cookies } = openBrowser(backend);
      cookies.set('trastienda', planted);
      await client.auth.signIn.mutate({ email, password: PASSWORD });
      expect(cookies.get('trastienda')).toMatch(/^ts_[\w-]{43}$/);
      expect(cookies.get('trastienda')).not.toBe(planted);
      expect((await client.account.get.query()).email).toBe(email);
    }
    expect((await attacker.client.account.get.query()).email).toBe(attacker.email);
    const invented = backend.client({ token: 'ts_chosen-by-somebody-else' });
    expect(await reasonOf(invented.account.get.query())).toBe('SESSION_ENDED');
  });
});

describe('a stolen token', () => {
  test('is rejected after its session has ended in any way', async () => {
    const ways: ((somebody: Awaited<ReturnType<typeof person>>) => Promise<unknown>)[] = [
      ({ client }) => client.auth.signOut.mutate(),
      async ({ email }) =>
        (await signIn(backend, email)).client.account.revokeOtherSessions.mutate(),
      async ({ email }) => {
        const owner = await signIn(backend, email);
        const input = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
        return owner.client.account.changePassword.mutate(input);
      },
      async ({ email }) => {
        await backend.visitor.auth.requestPasswordReset.mutate({ email });
        const token = await backend.emails.secretFor(email);
        return backend.visitor.auth.resetPassword.mutate({ token, password: NEW_PASSWORD });
      },
      ({ id }) => backend.staff.admin.accounts.disable.mutate({ id }),
      async ({ email }) => (await signIn(backend, email)).client.account.delete.mutate(),
    ];
    for (const end of ways) {
      const victim = await person(backend);
      const thief = backend.client({ token: victim.token });
      await thief.account.get.query();
      await end(victim);
      expect(await reasonOf(thief.account.get.query())).toBe('SESSION_ENDED');
    }
  });

  test('is rejected immediately by another process on the same database', async () => {
    const other = await backend.another();
    const { client, token, id } = await person(backend);
    const elsewhere = other.client({ token });
    await elsewhere.account.get.query();
    await backend.staff.admin.accounts.setRole.mutate({ id, role: 'staff' });
    await elsewhere.admin.products.list.query({});
    await backend.staff.admin.accounts.setRole.mutate({ id, role: 'customer' });
    expect(await reasonOf(elsewhere.admin.products.list.query({}))).toBe('PERMISSION_MISSING');
    await client.auth.signOut.mutate();
    expect(await reasonOf(elsewhere.account.get.query())).toBe('SESSION_ENDED');
  });
});

describe('concurrent calls', () => {
  test('that follow one password reset link result in one reset', async () => {
    const { email } = await person(backend);
    await backend.visitor.auth.requestPasswordReset.mutate({ email });
    const token = await backend.emails.secretFor(email);
    const passwords = [NEW_PASSWORD, `${NEW_PASSWORD} again`];
    const outcomes = await settled(
      passwords.map((password) => backend.client().auth.resetPassword.mutate({ token, password })),
    );
    expect(count(outcomes, 'fulfilled')).toBe(1);
    const winner = passwords[outcomes.indexOf('fulfilled')];
    await signIn(backend, email, winner);
  });

  test('that sign up with one address create one account', async () => {
    const email = newEmail();
    const spellings = [email, email.toUpperCase(), ` ${email} `];
    const other = await backend.another();
    const calls = Array.from({ length: 30 }, (_, index) =>
      (index % 2 === 0 ? backend : other).client().auth.signUp.mutate({
        ...{ email: spellings[index % 3] ?? '', password: PASSWORD, name: `Ana ${index}` },
      }),
    );
    expect(count(await settled(calls), 'fulfilled')).toBe(30);
    const emails = [
      ...(await backend.emails.to(email)),
      ...(await backend.emails.to(spellings[1] ?? '')),
    ];
    const links = new Set(emails.flatMap(({ links }) => links));
    const secrets = [...links].flatMap((link) => link.split('#token=').slice(1));
    expect(secrets.length).toBeGreaterThan(1);
    const followed = await settled(
      secrets.map((token) =>
        backend.client().auth.verifyEmail.mutate({ token, password: PASSWORD }),
      ),
    );
    expect(count(followed, 'fulfilled')).toBe(1);
    expect((await backend.staff.admin.accounts.list.query({ email })).items).toHaveLength(1);
  });
});

describe('guessing', () => {
  /** As many sign-ins as the batch holds, in one request. */
  async function batchOfSignIns(url: string, size: number, email: string) {
    const inputs = Array.from({ length: size }, (_, index) => [
      index,
      { email, password: `guess number ${index}` },
    ]);
    const paths = Array(size).fill('auth.signIn').join(',');
    const response = await fetch(`${url}/trpc/${paths}?batch=1`, {
      method: 'POST',
      body: JSON.stringify(Object.fromEntries(inputs)),
      headers: { 'content-type': 'application/json', 'trastienda-session': 'token' },
    });
    const body: unknown = await response.json();
    const reasons = Array.from({ length: size }, (_, index) =>
      at(body, index, 'error', 'data', 'reason'),
    );
    return { reasons, retryAfter: Number(response.headers.get('retry-after')) };
  }

  test('a password is limited for each sign-in of a batch, with the time of the next attempt', async () => {
    const { email } = await person(backend);
    const strict = await backend.another({
      accounts: { limits: { signInPair: { points: 4, seconds: 900 } } },
    });
    const { reasons, retryAfter } = await batchOfSignIns(strict.url, 10, email);
    expect(count(reasons, 'SIGN_IN_REJECTED')).toBeLessThanOrEqual(4);
    expect(count(reasons, 'RATE_LIMITED')).toBeGreaterThanOrEqual(6);
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(900);
    expect(await reasonOf(signIn(strict, email))).toBe('RATE_LIMITED');
  });

  test('consumes points for each call of a batch, across processes', async () => {
    const limited = await startBackend({ callsPerMinute: 1000 });
    try {
      const other = await limited.another();
      const email = newEmail();
      const all = await Promise.all(
        [limited, other, limited, other].map(({ url }) => batchOfSignIns(url, 10, email)),
      );
      const reasons = all.flatMap((batch) => batch.reasons);
      // Calls whose procedures begin with `auth.` are 30 a minute for each address.
      expect(count(reasons, 'SIGN_IN_REJECTED')).toBe(30);
      expect(count(reasons, 'RATE_LIMITED')).toBe(10);
      expect(Math.max(...all.map(({ retryAfter }) => retryAfter))).toBeGreaterThan(0);
    } finally {
      await limited.stop();
    }
  });

  test('tokens consumes points of the address, although no procedure is reached', async () => {
    const limited = await startBackend({ callsPerMinute: 10 });
    try {
      const guesses = Array.from({ length: 25 }, (_, index) =>
        reasonOf(
          limited.client({ token: `tk_guess-${index}`, caching: false }).catalog.facets.query(),
        ),
      );
      const reasons = await Promise.all(guesses);
      expect(count(reasons, 'TOKEN_INVALID')).toBe(10);
      expect(count(reasons, 'RATE_LIMITED')).toBe(15);
      await limited.staff.catalog.facets.query({}, { context: { cached: false } });
    } finally {
      await limited.stop();
    }
  });

  test('is not helped by forged addresses', async () => {
    const limited = await startBackend({ callsPerMinute: 10 });
    try {
      const spoofing = (index: number) => ({
        caching: false,
        headers: { 'x-forwarded-for': `203.0.113.${index}` },
      });
      const visit = (instance: typeof limited, index: number) =>
        instance.client(spoofing(index)).catalog.facets.query();
      const calls = Array.from({ length: 20 }, (_, index) => visit(limited, index));
      expect(count(await settled(calls), 'fulfilled')).toBe(10);
      const behindProxy = await limited.another({ app: { trustedProxies: ['127.0.0.0/8'] } });
      const through = Array.from({ length: 20 }, (_, index) =>
        behindProxy.client(spoofing(index)).catalog.facets.query(),
      );
      expect(count(await settled(through), 'fulfilled')).toBe(20);
    } finally {
      await limited.stop();
    }
  });
});

describe('an attacker who knows the password', () => {
  test('cannot make the server hash and send emails without limit by changing it repeatedly', async () => {
    const { client, email } = await person(backend);
    const limited = await backend.another({ callsPerMinute: 1000 });
    const { client: there } = await signIn(limited, email);
    const before = (await backend.emails.to(email)).length;
    const passwords = [PASSWORD, NEW_PASSWORD];
    const change = (round: number) =>
      there.account.changePassword.mutate({
        currentPassword: passwords[round % 2] ?? '',
        newPassword: passwords[(round + 1) % 2] ?? '',
      });
    for (let round = 0; round < 20; round += 1) await change(round);
    const { reason, details } = await failureOf(change(20));
    expect(reason).toBe('RATE_LIMITED');
    expect('retryAfterSeconds' in details && details.retryAfterSeconds).toBeGreaterThan(0);
    expect((await backend.emails.to(email)).length - before).toBeLessThanOrEqual(20);
    expect(await reasonOf(client.account.get.query())).toBe('SESSION_ENDED');
  });
});

describe('a page of another origin', () => {
  test('cannot use the cookie of a signed-in account', async () => {
    const { email } = await person(backend);
    const { client, cookies } = openBrowser(backend);
    await client.auth.signIn.mutate({ email, password: PASSWORD });
    const evil = openBrowser(backend, 'https://evil.example');
    for (const [name, value] of cookies) evil.cookies.set(name, value);
    expect(await reasonOf(evil.client.account.delete.mutate())).toBe('ORIGIN_REJECTED');
    expect(await reasonOf(evil.client.account.update.mutate({ name: 'Eva' }))).toBe(
      'ORIGIN_REJECTED',
    );
    const login = evil.client.auth.signIn.mutate({ email, password: PASSWORD });
    expect(await reasonOf(login)).toBe('ORIGIN_REJECTED');
    expect(await client.account.get.query()).toMatchObject({ email, name: 'Ana' });
  });
});

describe('a password', () => {
  test('may hold any script and is the same in each of its Unicode forms', async () => {
    const email = newEmail();
    const password = 'ñandú 🛒 pingüino ｆｕｌｌ width ﬁn';
    await backend.visitor.auth.signUp.mutate({ email, password, name: 'Ana' });
    const token = await backend.emails.secretFor(email);
    await backend.visitor.auth.verifyEmail.mutate({ token, password });
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const) {
      await signIn(backend, email, password.normalize(form));
    }
  });

  test('that exceeds the maximum length is rejected before it is hashed', async () => {
    const { email } = await person(backend);
    expect(await reasonOf(signIn(backend, email, 'x'.repeat(60_000)))).toBe('INPUT_INVALID');
    expect(await reasonOf(signIn(backend, email, 'x'.repeat(100_000)))).toBe('REQUEST_TOO_LARGE');
  });
});
