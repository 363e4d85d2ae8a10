import { Button } from '@trastienda/ui/button';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useHydrated } from '../shell/use-hydrated.ts';
import { Choice, Choices } from './choice.tsx';

/** Methods of the sandbox, by how it behaves. */
const METHODS = {
  approve: 'pm_test_approve',
  action: 'pm_test_action',
  delay: 'pm_test_delay',
  decline: 'pm_test_decline',
} as const;
type Method = keyof typeof METHODS;

const NAMES = ['approve', 'action', 'delay', 'decline'] as const;

interface Props {
  readonly total: string;
  readonly isBusy: boolean;
  readonly onPay: (paymentMethod: string) => void;
}

/** The ways to pay in a shop that is a test. */
export function SandboxMethods({ total, isBusy, onPay }: Props) {
  const t = useTranslations('checkout.payment');
  const isHydrated = useHydrated();
  const [chosen, setChosen] = useState<Method>('approve');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) onPay(METHODS[chosen]);
  };
  return (
    <form onSubmit={submit} className="space-y-5">
      <p className="text-muted text-sm">{t('sandbox')}</p>
      <Choices legend={t('how')} isLegendHidden>
        {NAMES.map((name) => (
          <Choice
            key={name}
            name="paymentMethod"
            value={name}
            isChosen={name === chosen}
            onChoose={() => setChosen(name)}
            title={t(`methods.${name}`)}
            hint={t(`methods.${name}Hint`)}
          />
        ))}
      </Choices>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        fullWidth
        loading={isBusy}
        disabled={!isHydrated}
      >
        {t('pay', { total })}
      </Button>
    </form>
  );
}
