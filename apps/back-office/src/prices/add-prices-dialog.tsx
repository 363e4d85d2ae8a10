import { Field } from '@trastienda/ui/field';
import { Textarea } from '@trastienda/ui/textarea';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { FormDialog } from '../forms/form-dialog.tsx';
import { client } from '../session/api.ts';
import { parsePriceLines } from './parse-price-lines.ts';

export interface AddPricesDialogProps {
  readonly currency: string;
  readonly onAdded: (count: number) => void;
  readonly onClose: () => void;
}

/** Sets the prices of SKUs that are typed or pasted, one per line. */
export function AddPricesDialog({ currency, onAdded, onClose }: AddPricesDialogProps) {
  const t = useTranslations('prices');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const [failure, setFailure] = useState<unknown>(null);
  const [isPending, setIsPending] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { prices, badLines } = parsePriceLines(text, currency);
    if (badLines.length > 0) return setProblem(t('badLines', { lines: badLines.join(', ') }));
    if (prices.length === 0) return setProblem(t('noLines'));
    setProblem(undefined);
    setFailure(null);
    setIsPending(true);
    try {
      const { set } = await client.admin.prices.set.mutate({ currency, prices: [...prices] });
      onAdded(set);
    } catch (error) {
      setFailure(error);
      setIsPending(false);
    }
  };

  return (
    <FormDialog
      title={t('addTitle', { currency })}
      description={t('addText')}
      submitLabel={t('add')}
      onSubmit={submit}
      isPending={isPending}
      failure={failure}
      onClose={onClose}
    >
      <Field label={t('lines')} hint={t('linesHint')} error={problem}>
        <Textarea
          rows={8}
          autoFocus
          spellCheck={false}
          className="font-mono"
          placeholder={'TAZA-BLANCA 19.90\nTAZA-AZUL 21.50'}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </Field>
    </FormDialog>
  );
}
