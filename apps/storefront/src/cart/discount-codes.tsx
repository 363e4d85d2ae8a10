import { Button } from '@trastienda/ui/button';
import { Field } from '@trastienda/ui/field';
import { IconButton } from '@trastienda/ui/icon-button';
import { Input } from '@trastienda/ui/input';
import { Tag, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

interface Props {
  readonly codes: readonly string[];
  /** Those of them that have no effect. */
  readonly refused: readonly string[];
  /** Most codes that a cart may have. */
  readonly max: number;
  readonly isChanging: boolean;
  readonly onChange: (codes: readonly string[]) => void;
}

/** Returns a code in the form that the API compares. */
function normalized(code: string): string {
  return code.normalize('NFC').trim().toUpperCase();
}

/** The discount codes of a purchase, and a field for another one. */
export function DiscountCodes({ codes, refused, max, isChanging, onChange }: Props) {
  const t = useTranslations('cartDrawer.code');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<'known' | 'full' | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Inside of a checkout's form, which must not be sent.
    event.stopPropagation();
    const code = normalized(text);
    if (code === '' || isChanging) return;
    if (codes.includes(code)) return setProblem('known');
    if (codes.length >= max) return setProblem('full');
    onChange([...codes, code]);
    setText('');
  };

  return (
    <div>
      {codes.length > 0 && (
        <ul className="mb-3 flex flex-wrap gap-2">
          {codes.map((code) => (
            <li
              key={code}
              className={`inline-flex items-center gap-1.5 rounded-full py-0.5 pr-1 pl-3 font-medium text-xs ${
                refused.includes(code)
                  ? 'bg-warning-soft text-warning line-through'
                  : 'bg-accent-soft text-accent'
              }`}
            >
              <Tag aria-hidden="true" className="size-3.5" />
              {code}
              <IconButton
                label={t('remove', { code })}
                icon={<X />}
                size="sm"
                className="-my-0.5 size-6 rounded-full"
                onClick={() => onChange(codes.filter((one) => one !== code))}
              />
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} className="flex items-start gap-2">
        <Field label={t('label')} className="grow" error={problem && t(problem, { max })}>
          <Input
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setProblem(null);
            }}
            maxLength={64}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
          />
        </Field>
        {/* Beside the input, below the height of its label: an error makes the field higher. */}
        <Button type="submit" loading={isChanging} disabled={text.trim() === ''} className="mt-6.5">
          {t('apply')}
        </Button>
      </form>
    </div>
  );
}
