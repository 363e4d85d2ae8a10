import {
  type Client,
  type ClientOptions,
  createMemoryTokenStorage,
  isClientError,
  type TokenStorage,
} from '@trastienda/shop-client';
import type { Role } from '@trastienda/shop-contract';
import type { Instance, TestBackend } from './start-backend.ts';

/** Long and odd enough for the policy. */
export const PASSWORD = 'pelican granite orbit mauve 7';
export const NEW_PASSWORD = 'walnut sextant 31 harbour tidy';

/** A signed-in account, whose program keeps the token. */
export interface Person {
  readonly email: string;
  readonly id: string;
  readonly token: string;
  readonly client: Client;
}

let count = 0;

/** Returns a new email address. */
export function newEmail(): string {
  count += 1;
  return `ana.${count}@shop.example`;
}

/** A program that keeps its token. */
export function createTokenClient(
  { client }: Instance,
  options: Omit<ClientOptions, 'url' | 'session'> = {},
): { readonly client: Client; readonly storage: TokenStorage } {
  const storage = createMemoryTokenStorage();
  return { storage, client: client({ ...options, session: { kind: 'token', storage } }) };
}

/** Signs up and opens the link of the email. */
export async function register({ visitor, emails }: TestBackend, email: string): Promise<void> {
  await visitor.auth.signUp.mutate({ email, password: PASSWORD, name: 'Ana' });
  const token = await emails.secretFor(email);
  await visitor.auth.verifyEmail.mutate({ token, password: PASSWORD });
}

export async function signIn(
  instance: Instance,
  email: string,
  password = PASSWORD,
  options: Omit<ClientOptions, 'url' | 'session'> = {},
): Promise<Person> {
  const { client, storage } = createTokenClient(instance, options);
  const result = await client.auth.signIn.mutate({ email, password });
  const token = await storage.get();
  if (result.status !== 'signed-in' || !token) throw new Error(`${email} is not signed in.`);
  return { email, id: result.account.id, token, client };
}

/** Creates a signed-in account with a role. */
export async function person(backend: TestBackend, role: Role = 'customer'): Promise<Person> {
  const email = newEmail();
  await register(backend, email);
  const somebody = await signIn(backend, email);
  if (role !== 'customer')
    await backend.staff.admin.accounts.setRole.mutate({ id: somebody.id, role });
  return somebody;
}

export interface Browser {
  readonly client: Client;
  /** The cookies that it sends, by name. */
  readonly cookies: Map<string, string>;
}

/** A page in a browser, which keeps cookies, sends them with calls that include credentials, and sends its origin. */
export function openBrowser(
  { client, url }: Instance,
  origin = url,
  options: Pick<ClientOptions, 'guest'> = {},
): Browser {
  const cookies = new Map<string, string>();
  const send = async (address: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    headers.set('origin', origin);
    if (cookies.size > 0 && init.credentials === 'include') {
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    const response = await fetch(address, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0(;|$)/.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return { cookies, client: client({ ...options, fetch: send, session: { kind: 'cookie' } }) };
}

/** Returns the failure of a call as its caller sees it. */
export async function failureOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!isClientError(error) || !error.data) throw new Error('the call did not fail as expected');
  return error.data;
}

export async function reasonOf(call: Promise<unknown>): Promise<string> {
  return (await failureOf(call)).reason;
}
