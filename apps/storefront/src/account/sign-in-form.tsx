import { linkClass } from '@trastienda/ui/link';
import { Form } from 'react-router';
import { useTranslations } from 'use-intl';
import type { FormFailure } from '../forms/failure.ts';
import { FormBody } from '../forms/form-body.tsx';
import { PasswordField } from '../forms/password-field.tsx';
import { SubmitButton } from '../forms/submit-button.tsx';
import { TextField } from '../forms/text-field.tsx';
import { Link } from '../i18n/link.tsx';

interface Props {
  readonly failure: FormFailure | null;
}

/** Email address and password. */
export function SignInForm({ failure }: Props) {
  const t = useTranslations('auth');
  return (
    <Form method="post" noValidate>
      <FormBody failure={failure} texts={{ LINK_INVALID: t('signIn.tooLate') }}>
        <TextField
          name="email"
          type="email"
          label={t('fields.email')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <PasswordField
          name="password"
          label={t('fields.password')}
          autoComplete="current-password"
          labelEnd={
            <Link to="/forgot-password" className={linkClass({ tone: 'muted' })}>
              {t('signIn.forgot')}
            </Link>
          }
        />
        <SubmitButton size="lg" fullWidth>
          {t('signIn.submit')}
        </SubmitButton>
      </FormBody>
    </Form>
  );
}
