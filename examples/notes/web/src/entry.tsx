import { useState } from 'react';
import { client } from './client.ts';
import { Form } from './form.tsx';

export type Account = Awaited<ReturnType<typeof client.account.get.query>>;

/** What a visitor is about to do: by the path of a link in an email, or by a button. */
const LABELS = {
  '/': 'Sign in',
  '/sign-up': 'Sign up',
  '/verify-email': 'Confirm my address',
  '/reset-password': 'Set a new password',
};
type Path = keyof typeof LABELS;
const NEW_PASSWORD: readonly Path[] = ['/sign-up', '/reset-password'];
const isPath = (path: string): path is Path => path in LABELS;

/** Sign-up and sign-in, and what the links of emails lead to. */
export function Entry({ onSignedIn }: { readonly onSignedIn: (account: Account) => void }) {
  const [path, setPath] = useState(isPath(location.pathname) ? location.pathname : '/');
  const [notice, setNotice] = useState('');
  const isByLink = path === '/verify-email' || path === '/reset-password';

  async function submit(field: (name: string) => string): Promise<string> {
    const [name, email, password] = [field('name'), field('email'), field('password')];
    const token = decodeURIComponent(location.hash.replace('#token=', ''));
    switch (path) {
      case '/sign-up':
        await client.auth.signUp.mutate({ name, email, password });
        return 'Follow the link in the email that you get.';
      case '/verify-email':
        await client.auth.verifyEmail.mutate({ token, password });
        return 'Your address is confirmed: sign in.';
      case '/reset-password':
        await client.auth.resetPassword.mutate({ token, password });
        return 'Your password is changed: sign in.';
      case '/': {
        const result = await client.auth.signIn.mutate({ email, password });
        if (result.status === 'signed-in') onSignedIn(result.account);
        return result.status === 'signed-in' ? '' : 'This page has no form for second factors.';
      }
    }
  }

  return (
    <>
      {notice !== '' && <p role="status">{notice}</p>}
      <Form
        key={path}
        label={LABELS[path]}
        onSubmit={async (field) => {
          setNotice(await submit(field));
          history.replaceState(null, '', '/');
          setPath('/');
        }}
      >
        {path === '/sign-up' && (
          <input name="name" placeholder="Name" autoComplete="name" required />
        )}
        {!isByLink && (
          <input name="email" type="email" placeholder="Email" autoComplete="email" required />
        )}
        <input
          name="password"
          type="password"
          placeholder="Password"
          autoComplete={NEW_PASSWORD.includes(path) ? 'new-password' : 'current-password'}
          required
        />
      </Form>
      {path === '/' && (
        <button type="button" className="plain" onClick={() => setPath('/sign-up')}>
          I am new here
        </button>
      )}
    </>
  );
}
