// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/react';
import { createElement } from 'react';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { preparePage } from '../../testing/prepare-page.ts';
import {
  type AuthServer,
  createAuthClient,
  SECOND_FACTORS,
  startAuthServer,
} from '../../testing/start-auth-server.ts';
import { useSession } from '../use-session.ts';
import { AuthForm } from './auth-form.tsx';

preparePage();

let server: AuthServer;
beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.stop());

/** Greets who is signed in, and has the form for all others. */
function Page({ client }: { readonly client: ReturnType<typeof createAuthClient> }) {
  const { account } = useSession(client);
  if (account) return createElement('p', {}, `Hello ${account.name}`);
  return account === null ? createElement(AuthForm, { client }) : null;
}

function openPage(path = '/') {
  history.replaceState(null, '', path);
  return render(createElement(Page, { client: createAuthClient(server) }));
}

/** Fills in the fields of the form by their labels, and sends it. */
async function send(button: string, fields: Readonly<Record<string, string>>) {
  const submit = await screen.findByText(button, { selector: '[type=submit]' });
  for (const [label, value] of Object.entries(fields)) {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  }
  fireEvent.click(submit);
}

const choose = async (label: string) => fireEvent.click(await screen.findByText(label));
const hasNotice = async (text: string) => {
  await screen.findByText(text, { selector: '[role=status]' });
};

test('A visitor signs up, follows the link of the email, and signs in', async () => {
  const { unmount } = openPage();
  await choose('I am new here');
  const credentials = { Email: 'ana@example.com', Password: 'long enough' };
  await send('Sign up', { ...credentials, Name: 'Ana' });
  await hasNotice('Follow the link in the email that you get.');
  unmount();

  openPage(server.sent.at(-1));
  expect(location.pathname).toBe('/verify-email');
  await send('Confirm my address', { Password: credentials.Password });
  await hasNotice('Your address is confirmed: sign in.');
  expect(`${location.pathname}${location.hash}`).toBe('/');
  await send('Sign in', credentials);
  await screen.findByText('Hello Ana');
});

test('A visitor who forgot the password sets a new one by a link', async () => {
  server.addAccount({ name: 'Ben', email: 'ben@example.com', password: 'forgotten' });
  const { unmount } = openPage();
  await choose('I forgot my password');
  await send('Send me a link', { Email: 'ben@example.com' });
  await hasNotice('If this address has an account, it gets an email with a link.');
  unmount();

  openPage(server.sent.at(-1));
  await send('Set a new password', { Password: 'short' });
  expect((await screen.findByRole('alert')).textContent).toBe('Password is too short.');
  await send('Set a new password', { Password: 'remembered' });
  await hasNotice('Your password is changed: sign in.');
  await send('Sign in', { Email: 'ben@example.com', Password: 'remembered' });
  await screen.findByText('Hello Ben');
});

test.each(SECOND_FACTORS)('A second factor is asked for after the password: %s', async (factor) => {
  const credentials = { email: 'eva@example.com', password: 'long enough' };
  server.addAccount({ name: 'Eva', ...credentials });
  server.requireSecondFactor(credentials.email);
  openPage();
  await send('Sign in', { Email: credentials.email, Password: credentials.password });
  const label = 'Code of your authenticator, or a recovery code';
  await screen.findByLabelText(label);
  await send('Sign in', { [label]: factor });
  await screen.findByText('Hello Eva');
});

test('A wrong password is explained, and the address stays filled in', async () => {
  openPage();
  await send('Sign in', { Email: 'no@example.com', Password: 'wrong' });
  expect((await screen.findByRole('alert')).textContent).toBe('The server says SIGN_IN_REJECTED.');
  expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('no@example.com');
});

test('Browsers and password managers are told what each field is for', async () => {
  openPage();
  const purposes = () =>
    [...document.querySelectorAll('input')].map(({ type, autocomplete }) => [type, autocomplete]);
  await screen.findByLabelText('Password');
  expect(purposes()).toEqual([
    ['email', 'username'],
    ['password', 'current-password'],
  ]);
  await choose('I am new here');
  expect(purposes()).toEqual([
    ['text', 'name'],
    ['email', 'username'],
    ['password', 'new-password'],
  ]);
  await choose('Back to sign-in');
  expect(purposes()).toHaveLength(2);
});

test('Choosing another form leaves the link of an email', async () => {
  openPage('/reset-password#token=abc');
  await choose('Back to sign-in');
  await screen.findByText('Sign in');
  expect(`${location.pathname}${location.hash}`).toBe('/');
});
