// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { preparePage } from '../testing/prepare-page.ts';
import {
  type AuthServer,
  createAuthClient,
  startAuthServer,
} from '../testing/start-auth-server.ts';
import { useSession } from './use-session.ts';

preparePage();

const ANA = { name: 'Ana', email: 'ana@example.com' };
const CREDENTIALS = { email: ANA.email, password: 'long enough' };

let server: AuthServer;
beforeAll(async () => {
  server = await startAuthServer();
  server.addAccount({ ...ANA, ...CREDENTIALS });
});
afterAll(() => server.stop());

test('A session is unknown until the server has answered, and null for a visitor', async () => {
  const client = createAuthClient(server);
  const { result } = renderHook(() => useSession(client));
  expect(result.current.account).toBeUndefined();
  await expect.poll(() => result.current.account).toBeNull();
  expect(result.current.error).toBeNull();
});

test('It follows sign-ins and sign-outs of the client, in every part of the page', async () => {
  const client = createAuthClient(server);
  const parts = [renderHook(() => useSession(client)), renderHook(() => useSession(client))];
  const accounts = () => parts.map(({ result }) => result.current.account);
  await expect.poll(accounts).toEqual([null, null]);
  await client.auth.signIn.mutate(CREDENTIALS);
  await expect.poll(accounts).toEqual([ANA, ANA]);
  await client.auth.signOut.mutate();
  await expect.poll(accounts).toEqual([null, null]);
});

test('It is over when a response says that the session has ended', async () => {
  const client = createAuthClient(server);
  const { result } = renderHook(() => useSession(client));
  await client.auth.signIn.mutate(CREDENTIALS);
  await expect.poll(() => result.current.account).toEqual(ANA);
  server.endSessions();
  await expect(client.account.get.query()).rejects.toThrow();
  await expect.poll(() => result.current.account).toBeNull();
});

test('A server that cannot be reached is an error, and says nothing about the account', async () => {
  const client = createAuthClient(server, () => Promise.reject(new TypeError('fetch failed')));
  const { result } = renderHook(() => useSession(client));
  await expect.poll(() => result.current.error).not.toBeNull();
  expect(result.current.account).toBeUndefined();
});

test('An answer that a sign-in has overtaken is ignored', async () => {
  const held: (() => void)[] = [];
  const client = createAuthClient(server, async (url, { signal, ...init }) => {
    // Without the signal: an answer that is on its way cannot be stopped.
    const response = await fetch(url, init);
    if (held.length === 0 && url.includes('account.get')) {
      await new Promise<void>((resolve) => held.push(resolve));
    }
    return response;
  });
  const { result } = renderHook(() => useSession(client));
  await expect.poll(() => held.length).toBe(1);
  await client.auth.signIn.mutate(CREDENTIALS);
  await expect.poll(() => result.current.account).toEqual(ANA);
  for (const release of held) release();
  await client.account.get.query();
  expect(result.current.account).toEqual(ANA);
});
