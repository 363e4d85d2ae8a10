import { Radio, RadioGroup } from '@trastienda/ui/radio-group';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { AmountsField } from '../forms/amounts-field.tsx';
import { PercentField } from '../forms/percent-field.tsx';
import { type DiscountValues, EFFECT_KINDS, type EffectKind } from './discount.ts';

type Effect = DiscountValues['effect'];

export interface EffectFieldProps {
  readonly value: Effect;
  readonly currencies: readonly string[];
  readonly onChange: (effect: Effect) => void;
  readonly error?: string | undefined;
}

const INITIAL: Readonly<Record<EffectKind, Effect>> = {
  percent: { kind: 'percent', ratePpm: 100_000 },
  amount: { kind: 'amount', amounts: [] },
  'free-shipping': { kind: 'free-shipping' },
};

/** What a discount takes off. Going from one kind to another and back keeps what was entered. */
export function EffectField({ value, currencies, onChange, error }: EffectFieldProps) {
  const t = useTranslations('discounts');
  const [entered, setEntered] = useState(INITIAL);
  const choose = (kind: string) => {
    const chosen = EFFECT_KINDS.find((each) => each === kind);
    if (chosen === undefined) return;
    setEntered({ ...entered, [value.kind]: value });
    onChange(entered[chosen]);
  };
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup label={t('effect')} variant="pill" value={value.kind} onValueChange={choose}>
        {EFFECT_KINDS.map((kind) => (
          <Radio key={kind} value={kind} label={t(`kinds.${kind}`)} />
        ))}
      </RadioGroup>
      {value.kind === 'percent' && (
        <PercentField
          label={t('percent')}
          value={value.ratePpm}
          onChange={(ratePpm) => onChange({ kind: 'percent', ratePpm })}
          error={error}
        />
      )}
      {value.kind === 'amount' && (
        <AmountsField
          legend={t('amounts')}
          hint={t('amountsHint')}
          currencies={currencies}
          value={value.amounts}
          onChange={(amounts) => onChange({ kind: 'amount', amounts })}
          error={error}
        />
      )}
      {value.kind === 'free-shipping' && <p className="text-muted text-sm">{t('freeHint')}</p>}
    </div>
  );
}
