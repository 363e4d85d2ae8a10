import { IconButton } from '@trastienda/ui/icon-button';
import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'use-intl';

interface Props {
  readonly title: string;
  readonly quantity: number;
  readonly max: number;
  readonly onChange: (quantity: number) => void;
}

/** Buttons that change the quantity of a line by one; each click counts, and shows at once. */
export function QuantityStepper({ title, quantity, max, onChange }: Props) {
  const t = useTranslations('cartDrawer');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is drawn as a box by browsers.
    <div
      role="group"
      aria-label={t('quantity', { title })}
      className="inline-flex items-center rounded-md border border-border-strong/60"
    >
      <IconButton
        label={t('less', { title })}
        icon={<Minus />}
        size="sm"
        disabled={quantity <= 1}
        onClick={() => onChange(quantity - 1)}
      />
      <output className="min-w-8 text-center text-sm tabular-nums">{quantity}</output>
      <IconButton
        label={t('more', { title })}
        icon={<Plus />}
        size="sm"
        disabled={quantity >= max}
        onClick={() => onChange(quantity + 1)}
      />
    </div>
  );
}
