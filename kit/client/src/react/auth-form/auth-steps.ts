import type { FormSubmission } from '../form/use-form.ts';

type Credentials = { readonly email: string; readonly password: string };
type ByLink = { readonly token: string; readonly password: string };
type SecondFactor = { readonly code: string } | { readonly recoveryCode: string };
type SignIn =
  | { readonly status: 'signed-in' }
  | { readonly status: 'second-factor-required'; readonly challenge: string };

interface Mutation<Input, Output = unknown> {
  mutate(input: Input): Promise<Output>;
}

/** A client whose server has the procedures of `@trastienda/auth`. */
export interface AuthClient {
  readonly auth: {
    readonly signIn: Mutation<Credentials, SignIn>;
    readonly completeSignIn: Mutation<{ challenge: string; secondFactor: SecondFactor }>;
    readonly signUp: Mutation<Credentials & { readonly name: string }>;
    readonly verifyEmail: Mutation<ByLink>;
    readonly requestPasswordReset: Mutation<Pick<Credentials, 'email'>>;
    readonly resetPassword: Mutation<ByLink>;
  };
}

/** A form on the way to a session. `verify-email` and `reset-password` begin with an email's link. */
export type AuthStep =
  | 'sign-in'
  | 'second-factor'
  | 'sign-up'
  | 'verify-email'
  | 'forgot-password'
  | 'reset-password';

/** A step that a visitor may choose instead of another. */
export type AuthChoice = Extract<AuthStep, 'sign-in' | 'sign-up' | 'forgot-password'>;

/** Attributes of an `<input>`. */
export interface AuthField {
  readonly name: 'name' | 'email' | 'password' | 'code';
  readonly type: 'text' | 'email' | 'password';
  readonly autoComplete: string;
}

const NAME: AuthField = { name: 'name', type: 'text', autoComplete: 'name' };
const EMAIL: AuthField = { name: 'email', type: 'email', autoComplete: 'username' };
const PASSWORD: AuthField = {
  name: 'password',
  type: 'password',
  autoComplete: 'current-password',
};
const NEW_PASSWORD: AuthField = { ...PASSWORD, autoComplete: 'new-password' };
const CODE: AuthField = { name: 'code', type: 'text', autoComplete: 'one-time-code' };

/** Secrets of a flow: the token of an email's link, the challenge of a sign-in. */
export interface AuthSecrets {
  readonly token: string;
  readonly challenge: string;
}

interface StepDefinition {
  readonly fields: readonly AuthField[];
  readonly alternatives: readonly AuthChoice[];
  /** Sends the form; returns the challenge of a second factor that is still missing. */
  readonly send: (
    { auth }: AuthClient,
    field: FormSubmission['field'],
    secrets: AuthSecrets,
  ) => Promise<string | undefined>;
}

const discard = () => undefined;

export const AUTH_STEPS: Readonly<Record<AuthStep, StepDefinition>> = {
  'sign-in': {
    fields: [EMAIL, PASSWORD],
    alternatives: ['sign-up', 'forgot-password'],
    async send({ auth }, field) {
      const result = await auth.signIn.mutate({
        email: field('email'),
        password: field('password'),
      });
      return result.status === 'second-factor-required' ? result.challenge : undefined;
    },
  },
  'second-factor': {
    fields: [CODE],
    alternatives: ['sign-in'],
    send({ auth }, field, { challenge }) {
      const code = field('code');
      // An authenticator shows digits only; recovery codes have letters.
      const secondFactor = /^[\d\s]*$/.test(code) ? { code } : { recoveryCode: code };
      return auth.completeSignIn.mutate({ challenge, secondFactor }).then(discard);
    },
  },
  'sign-up': {
    fields: [NAME, EMAIL, NEW_PASSWORD],
    alternatives: ['sign-in'],
    send({ auth }, field) {
      const [name, email, password] = [field('name'), field('email'), field('password')];
      return auth.signUp.mutate({ name, email, password }).then(discard);
    },
  },
  'verify-email': {
    fields: [PASSWORD],
    alternatives: ['sign-in'],
    send({ auth }, field, { token }) {
      return auth.verifyEmail.mutate({ token, password: field('password') }).then(discard);
    },
  },
  'forgot-password': {
    fields: [EMAIL],
    alternatives: ['sign-in'],
    send({ auth }, field) {
      return auth.requestPasswordReset.mutate({ email: field('email') }).then(discard);
    },
  },
  'reset-password': {
    fields: [NEW_PASSWORD],
    alternatives: ['sign-in'],
    send({ auth }, field, { token }) {
      return auth.resetPassword.mutate({ token, password: field('password') }).then(discard);
    },
  },
};
