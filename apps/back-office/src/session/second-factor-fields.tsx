import { Button } from '@trastienda/ui/button';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

/** A code of an authenticator app, or a recovery code, as calls expect it. */
export type SecondFactor = { readonly code: string } | { readonly recoveryCode: string };

export interface SecondFactorFieldsProps {
  readonly onChange: (factor: SecondFactor) => void;
  readonly autoFocus?: boolean;
}

/** Asks for the code of the authenticator app; a lost one is replaced by a recovery code. */
export function SecondFactorFields({ onChange, autoFocus = false }: SecondFactorFieldsProps) {
  const t = useTranslations('signIn');
  const [kind, setKind] = useState<'code' | 'recoveryCode'>('code');
  const isCode = kind === 'code';
  return (
    <div className="flex flex-col items-start gap-2">
      <Field
        key={kind}
        label={t(kind)}
        hint={t(isCode ? 'factorText' : 'recoveryText')}
        className="w-full"
      >
        <Input
          required
          // The page asks for nothing else at this moment.
          autoFocus={autoFocus}
          autoComplete="one-time-code"
          spellCheck={false}
          className="font-mono tracking-widest"
          {...(isCode && { inputMode: 'numeric' as const, maxLength: 6 })}
          onChange={({ currentTarget: { value } }) =>
            onChange(isCode ? { code: value.trim() } : { recoveryCode: value.trim() })
          }
        />
      </Field>
      <Button
        variant="ghost"
        size="sm"
        className="-ml-3"
        onClick={() => setKind(isCode ? 'recoveryCode' : 'code')}
      >
        {t(isCode ? 'useRecovery' : 'useCode')}
      </Button>
    </div>
  );
}
