import { IconButton } from '@trastienda/ui/icon-button';
import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { TextField } from './text-field.tsx';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly hint?: ReactNode;
  readonly labelEnd?: ReactNode;
  readonly error?: ReactNode;
  readonly autoFocus?: boolean;
}

/** A password, which can be shown to check it. */
export function PasswordField(props: Props) {
  const t = useTranslations('forms.password');
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      type={isShown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      trailing={
        <IconButton
          label={t(isShown ? 'hide' : 'show')}
          icon={isShown ? <EyeOff /> : <Eye />}
          size="sm"
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        />
      }
    />
  );
}
