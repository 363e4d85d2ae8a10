import { describe, expect, test } from 'vitest';
import {
  NEW_PASSWORD,
  PASSWORD,
  UNLIMITED,
  useTestAuth,
  VISITOR,
} from '../testing/start-test-auth.ts';
import { secretIn } from '../testing/test-emails.ts';
import { OPERATOR_ORIGIN } from '../testing/test-roles.ts';

const fixture = await useTestAuth();

const signUp = (email: string, password = PASSWORD, name = 'Ana') =>
  fixture.auth.signUp({ email, password, name, locale: 'en' }, VISITOR);
const verify = (token: string, password = PASSWORD) =>
  fixture.auth.verifyEmail({ token, password }, VISITOR);
const signIn = (email: string, password = PASSWORD) =>
  fixture.auth.signIn({ email, password }, VISITOR);
const accountsOf = async (email: string) =>
  (await fixture.accounts.list({ email, limit: 10 })).items;

describe('signing up', () => {
  test('creates the account after the emailed link is followed, and not before', async () => {
    const email = fixture.newEmail();
    expect(await signUp(email)).toEqual({ acknowledged: true });
    expect(await accountsOf(email)).toEqual([]);
    await expect(signIn(email)).rejects.toMatchObject({ reason: 'SIGN_IN_REJECTED' });
    expect(await verify(await fixture.linkTo(email))).toEqual({ email });
    expect(await signIn(email)).toMatchObject({
      kind: 'started',
      session: { signedIn: { account: { email, name: 'Ana', role: 'member' } } },
    });
  });

  test('sends a link that works once, and for a day', async () => {
    const email = fixture.newEmail();
    await signUp(email);
    const token = await fixture.linkTo(email);
    await verify(token);
    await expect(verify(token)).rejects.toMatchObject({ reason: 'LINK_INVALID' });

    const late = fixture.newEmail();
    await signUp(late);
    const lateToken = await fixture.linkTo(late);
    fixture.advance(24 * 60 * 60_000);
    await expect(verify(lateToken)).rejects.toMatchObject({ reason: 'LINK_INVALID' });
  });

  test('responds the same for an address with an account, and notifies its owner by email', async () => {
    const email = fixture.newEmail();
    await fixture.register(email);
    expect(await signUp(email, NEW_PASSWORD, 'Mallory')).toEqual({ acknowledged: true });
    const message = (await fixture.emailsTo(email)).at(-1);
    expect(() => secretIn(message)).toThrow();
    expect(message?.text).not.toContain('Mallory');
    await expect(signIn(email, NEW_PASSWORD)).rejects.toMatchObject({ reason: 'SIGN_IN_REJECTED' });
    expect(await signIn(email)).toMatchObject({ kind: 'started' });
  });

  test('sends no link to the address of a disabled account', async () => {
    const email = fixture.newEmail();
    const id = await fixture.register(email);
    await fixture.accounts.disable({ id }, OPERATOR_ORIGIN);
    await signUp(email);
    expect((await fixture.emailsTo(email)).at(-1)?.text).not.toContain('#token=');
  });

  test.each([
    ['case', 'Case.Of@Example.COM', 'case.of@example.com'],
    ['the domain in Unicode', 'dom@münchen.example', 'dom@xn--mnchen-3ya.example'],
    ['compatibility forms', 'ｗｉｄｅ@example.com', 'wide@example.com'],
  ])('takes addresses that differ by %s for one', async (_what, first, second) => {
    await fixture.register(first);
    await signUp(second);
    expect((await fixture.emailsTo(first)).at(-1)?.text).not.toContain('#token=');
    expect(await accountsOf(second)).toMatchObject([{ email: first }]);
    expect(await signIn(second)).toMatchObject({ kind: 'started' });
  });

  test('creates one account of a hundred concurrent sign-ups whose links are all followed', async () => {
    const email = fixture.newEmail();
    await Promise.all(Array.from({ length: 100 }, () => signUp(email)));
    const emails = await fixture.emailsTo(email);
    expect(emails).toHaveLength(100);
    const results = await Promise.allSettled(emails.map((message) => verify(secretIn(message))));
    const wins = results.filter(({ status }) => status === 'fulfilled');
    const losses = results.filter(({ status }) => status === 'rejected');
    expect(wins).toHaveLength(1);
    for (const loss of losses) {
      expect(loss).toMatchObject({
        reason: { reason: expect.stringMatching(/^(ACCOUNT_EMAIL_TAKEN|DATABASE_BUSY)$/) },
      });
    }
    const accounts = await accountsOf(email);
    expect(accounts).toHaveLength(1);
    const subjectId = accounts[0]?.id;
    const { items } = await fixture.audit.list({ action: 'account.created', limit: 1 });
    expect(items).toMatchObject([{ subjectId }]);
  });

  test('activates the sign-up that sent the link, and no other for the same address', async () => {
    const email = fixture.newEmail();
    await signUp(email, NEW_PASSWORD, 'Mallory');
    const planted = await fixture.linkTo(email);
    await signUp(email, PASSWORD, 'Ana');
    await verify(await fixture.linkTo(email));
    await expect(verify(planted, NEW_PASSWORD)).rejects.toMatchObject({
      reason: 'ACCOUNT_EMAIL_TAKEN',
    });
    await expect(signIn(email, NEW_PASSWORD)).rejects.toMatchObject({ reason: 'SIGN_IN_REJECTED' });
    expect(await accountsOf(email)).toMatchObject([{ name: 'Ana' }]);
  });

  test('gives no account to a user who follows the link of another person’s sign-up, even the newest', async () => {
    const email = fixture.newEmail();
    await signUp(email, PASSWORD, 'Ana');
    const own = await fixture.linkTo(email);
    await signUp(email, NEW_PASSWORD, 'Mallory');
    const planted = await fixture.linkTo(email);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(verify(planted, PASSWORD)).rejects.toMatchObject({
        reason: 'PASSWORD_INCORRECT',
      });
    }
    expect(await accountsOf(email)).toEqual([]);
    await expect(signIn(email, NEW_PASSWORD)).rejects.toMatchObject({ reason: 'SIGN_IN_REJECTED' });
    expect(await verify(own, PASSWORD)).toEqual({ email });
    expect(await accountsOf(email)).toMatchObject([{ name: 'Ana' }]);
  });

  test('counts wrong passwords with a link by source, and leaves the link open', async () => {
    const email = fixture.newEmail();
    await signUp(email);
    const token = await fixture.linkTo(email);
    const { auth } = fixture.another({
      config: { limits: { ...UNLIMITED, emailSource: { points: 2, seconds: 900 } } },
    });
    const guess = (password: string) => auth.verifyEmail({ token, password }, stranger);
    const stranger = { ...VISITOR, source: '2001:db8:5::/64' };
    await expect(guess('one')).rejects.toMatchObject({ reason: 'PASSWORD_INCORRECT' });
    await expect(guess('two')).rejects.toMatchObject({ reason: 'PASSWORD_INCORRECT' });
    await expect(guess(PASSWORD)).rejects.toMatchObject({ reason: 'RATE_LIMITED' });
    expect(await verify(token)).toEqual({ email });
  });

  test('rejects a password that is short, common or the address itself, and sends nothing', async () => {
    const email = fixture.newEmail();
    for (const password of ['short', 'passwordpassword', email]) {
      await expect(signUp(email, password)).rejects.toMatchObject({
        reason: 'PASSWORD_UNACCEPTABLE',
        fields: { password: [expect.any(String)] },
      });
    }
    expect(await fixture.emailsTo(email)).toEqual([]);
  });

  test('accepts passwords of 256 characters of any script, and compares them in one Unicode form', async () => {
    const long = fixture.newEmail();
    const password = `${'ñandú 🦙 φως '.repeat(30).slice(0, 250)}`.padEnd(256, '字');
    await fixture.register(long, password);
    expect(await signIn(long, password.normalize('NFD'))).toMatchObject({ kind: 'started' });
    await expect(signIn(long, password.slice(0, -1))).rejects.toMatchObject({
      reason: 'SIGN_IN_REJECTED',
    });
    await expect(signUp(fixture.newEmail(), 'q7 '.repeat(100))).rejects.toMatchObject({
      reason: 'PASSWORD_UNACCEPTABLE',
    });
  });
});
