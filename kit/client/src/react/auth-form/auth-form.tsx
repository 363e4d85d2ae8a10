import { Form } from '../form/form.tsx';
import type { AuthClient } from './auth-steps.ts';
import { AUTH_TEXTS, type AuthTexts } from './auth-texts.ts';
import { useAuthFlow } from './use-auth-flow.ts';

export interface AuthFormProps {
  readonly client: AuthClient;
  /** Path of the page after a link of an email was followed; default `/`. */
  readonly homePath?: string | undefined;
  readonly texts?: AuthTexts;
  /** Makes a sentence of an error; by default an English one. */
  readonly explain?: ((error: unknown) => string) | undefined;
}

/**
 * The forms of `useAuthFlow`, one at a time: show it to visitors who are signed out. It has no
 * styles; buttons that lead to other forms are of the type `button`.
 */
export function AuthForm({ client, homePath, texts = AUTH_TEXTS, explain }: AuthFormProps) {
  const { step, completed, fields, alternatives, choose, submit } = useAuthFlow(client, homePath);
  const notice = completed === null ? undefined : texts.notices[completed];
  return (
    <>
      {notice !== undefined && <p role="status">{notice}</p>}
      <Form key={step} label={texts.actions[step]} onSubmit={submit} explain={explain}>
        {fields.map((field) => (
          <input
            key={field.name}
            {...field}
            placeholder={texts.fields[field.name]}
            aria-label={texts.fields[field.name]}
            required
          />
        ))}
      </Form>
      {alternatives.map((other) => (
        <button key={other} type="button" onClick={() => choose(other)}>
          {texts.choices[other]}
        </button>
      ))}
    </>
  );
}
