import { useTranslations } from 'use-intl';
import { TextField } from '../forms/text-field.tsx';

/** A code of the authenticator app, or a recovery code where the hint says so. */
export function CodeField({
  hint,
  path = 'secondFactor',
}: {
  readonly hint?: string;
  readonly path?: string;
}) {
  const t = useTranslations('auth.fields');
  return (
    <TextField
      name="code"
      path={path}
      label={t('code')}
      hint={hint}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      className="font-mono tracking-widest"
    />
  );
}
