import type { CheckoutPreview } from '@trastienda/shop-client';
import { Alert } from '@trastienda/ui/alert';
import { Skeleton } from '@trastienda/ui/skeleton';
import { useTranslations } from 'use-intl';
import { useMoney } from '../catalog/use-money.ts';
import { Choice, Choices } from './choice.tsx';
import { Section } from './section.tsx';

interface Props {
  readonly preview: CheckoutPreview | undefined;
  /** Whether the options are those of what is entered. */
  readonly isCurrent: boolean;
  readonly chosenId: string | null;
  readonly isInvalid: boolean;
  readonly onChange: (id: string) => void;
}

/** The ways to ship the cart to the address, with their prices. */
export function ShippingSection({ preview, isCurrent, chosenId, isInvalid, onChange }: Props) {
  const t = useTranslations('checkout.shippingMethod');
  const money = useMoney();
  const options = preview?.shippingOptions ?? [];
  const content = () => {
    if (preview === undefined) {
      return (
        <div role="status" aria-busy="true">
          <span className="sr-only">{t('loading')}</span>
          <Skeleton className="h-16" />
        </div>
      );
    }
    if (!preview.isShippingRequired) return <p className="text-muted text-sm">{t('notNeeded')}</p>;
    if (options.length === 0 && isCurrent) return <Alert tone="warning">{t('none')}</Alert>;
    return (
      <Choices legend={t('choose')} isLegendHidden={!isInvalid}>
        {options.map(({ id, name, price }) => (
          <Choice
            key={id}
            name="shippingMethod"
            value={id}
            isChosen={id === chosenId}
            onChoose={() => onChange(id)}
            title={name}
            end={price.amount === 0 ? t('free') : money(price)}
          />
        ))}
      </Choices>
    );
  };
  return <Section title={t('title')}>{content()}</Section>;
}
