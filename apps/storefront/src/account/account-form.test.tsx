// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createRoutesStub } from 'react-router';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, test } from 'vitest';
import type { FormFailure } from '../forms/failure.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { TextField } from '../forms/text-field.tsx';
import { messagesOf } from '../i18n/texts.ts';
import { accountTexts } from '../messages/account.ts';
import { AccountForm } from './account-form.tsx';

// Loaded before, so that no test waits for it.
await import('./reauthenticate-dialog.tsx');

// Generous, for busy machines: it only delays the report of a test that fails.
configure({ asyncUtilTimeout: 240_000 });
afterEach(cleanup);

const failure = (reason: FormFailure['reason']): FormFailure => ({
  reason,
  issues: [],
  details: {},
  retryAfterSeconds: null,
  requestId: null,
});

/** Renders a page with a form, whose action wants a recent proof of identity. */
function openPage(hasSecondFactor: boolean) {
  const calls: string[] = [];
  let isRecent = false;
  const read = async (request: Request) => Object.fromEntries(await request.formData());
  const Page = createRoutesStub([
    {
      id: 'routes/account/layout',
      path: '/account',
      loader: () => ({ account: { email: 'ana@example.com', hasSecondFactor } }),
      HydrateFallback: () => null,
      children: [
        {
          index: true,
          Component: () => (
            <AccountForm intent="change-email" doneText="Done.">
              <TextField name="email" label="New address" />
              <SubmitButton>Change</SubmitButton>
            </AccountForm>
          ),
          action: async ({ request }) => {
            calls.push(JSON.stringify(await read(request)));
            return { failure: isRecent ? null : failure('REAUTHENTICATION_REQUIRED') };
          },
        },
      ],
    },
    {
      path: '/account/reauthenticate',
      action: async ({ request }) => {
        const { password } = await read(request);
        isRecent = password === 'right';
        return { failure: isRecent ? null : failure('PASSWORD_INCORRECT') };
      },
    },
  ]);
  render(
    <IntlProvider locale="es" messages={messagesOf(accountTexts, 'es')} timeZone="UTC">
      <Page initialEntries={['/account?index']} />
    </IntlProvider>,
  );
  return calls;
}

test('A form that needs a recent proof of identity asks for the password, and is sent again', async () => {
  const calls = openPage(false);
  fireEvent.change(await screen.findByLabelText('New address'), {
    target: { value: 'new@example.com' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Change' }));
  const password = await screen.findByLabelText('Contraseña');
  expect(screen.queryByLabelText('Código')).toBeNull();
  const proceed = screen.getByRole('button', { name: 'Continuar' });
  fireEvent.change(password, { target: { value: 'wrong' } });
  fireEvent.click(proceed);
  await screen.findByText('La contraseña no es correcta.');
  fireEvent.change(password, { target: { value: 'right' } });
  fireEvent.click(proceed);
  await screen.findByText('Done.');
  await waitFor(() => expect(screen.queryByLabelText('Contraseña')).toBeNull());
  const sent = JSON.stringify({ intent: 'change-email', email: 'new@example.com' });
  expect(calls).toEqual([sent, sent]);
});

test('It asks for a code too, where the account has a second factor', async () => {
  openPage(true);
  fireEvent.click(await screen.findByRole('button', { name: 'Change' }));
  await screen.findByLabelText('Código');
});
