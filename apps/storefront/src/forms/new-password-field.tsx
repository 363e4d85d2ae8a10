import { useContext } from 'react';
import { useTranslations } from 'use-intl';
import { FailureContext } from './failure-context.ts';
import { PasswordField } from './password-field.tsx';

const PROBLEMS = ['too-short', 'too-long', 'not-text', 'personal', 'guessable'] as const;

export interface PasswordRules {
  readonly minLength: number;
  readonly maxLength: number;
}

interface Props {
  readonly name: 'password' | 'newPassword';
  readonly label: string;
  readonly rules: PasswordRules;
}

/** A password that is being chosen. The API judges it: the page repeats none of its rules. */
export function NewPasswordField({ name, label, rules: { minLength, maxLength } }: Props) {
  const t = useTranslations('forms.password');
  const failure = useContext(FailureContext);
  const isRejected = failure?.reason === 'PASSWORD_UNACCEPTABLE';
  const problem = PROBLEMS.find((one) => one === failure?.details.problem);
  return (
    <PasswordField
      name={name}
      label={label}
      autoComplete="new-password"
      hint={t('rules', { minimum: String(minLength) })}
      error={
        isRejected
          ? t(problem ?? 'unacceptable', { minimum: String(minLength), maximum: String(maxLength) })
          : undefined
      }
    />
  );
}
