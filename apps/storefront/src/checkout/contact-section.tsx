import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { linkClass } from '@trastienda/ui/link';
import { useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';
import { Section } from './section.tsx';
import { useSignInPath } from './sign-in-path.ts';

interface Props {
  readonly email: string;
  readonly account: { readonly email: string } | null;
  readonly isInvalid: boolean;
  /** False where nothing is shipped, and nothing can be tracked. */
  readonly isShipped: boolean;
  readonly onChange: (email: string) => void;
}

/** Where emails about the purchase go; guests may sign in. */
export function ContactSection({ email, account, isInvalid, isShipped, onChange }: Props) {
  const t = useTranslations('checkout.contact');
  const signInPath = useSignInPath();
  const end =
    account === null ? (
      <>
        {t('haveAccount')}{' '}
        <Link to={signInPath} className={linkClass()}>
          {t('signIn')}
        </Link>
      </>
    ) : (
      t('signedIn', { email: account.email })
    );
  return (
    <Section title={t('title')} end={end}>
      <Field
        label={t('email')}
        hint={t(isShipped ? 'emailHint' : 'emailHintUnshipped')}
        required
        error={isInvalid && t('invalid')}
      >
        <Input
          type="email"
          name="email"
          autoComplete="email"
          inputMode="email"
          spellCheck={false}
          autoCapitalize="none"
          value={email}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
    </Section>
  );
}
