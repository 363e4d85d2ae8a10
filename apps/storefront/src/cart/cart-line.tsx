import type { CartLine as Line } from '@trastienda/shop-client';
import { linkClass } from '@trastienda/ui/link';
import { useTranslations } from 'use-intl';
import { useMoney } from '../catalog/use-money.ts';
import { Link } from '../i18n/link.tsx';
import { ItemPicture } from './item-picture.tsx';
import { QuantityStepper } from './quantity-stepper.tsx';

interface Props {
  readonly line: Line;
  /** Largest quantity that a line may have. */
  readonly max: number;
  readonly onQuantity: (quantity: number) => void;
  /** Called when a link leads away from the cart. */
  readonly onLeave: () => void;
}

/** One line of the cart, with its quantity. */
export function CartLine({ line, max, onQuantity, onLeave }: Props) {
  const t = useTranslations('cartDrawer');
  const money = useMoney();
  const { slug, title, optionValues, imageUrl, quantity, unitPrice, subtotal, isAvailable } = line;
  return (
    <li className="flex gap-4 py-5 first:pt-0 last:pb-0">
      <ItemPicture url={imageUrl} />
      <div className="flex min-w-0 grow flex-col gap-2">
        <div className="flex items-start justify-between gap-3">
          <div className="min-w-0">
            <Link
              to={`/products/${slug}`}
              onClick={onLeave}
              className={`${linkClass({ tone: 'text', underline: 'hover' })} font-medium text-sm`}
            >
              {title}
            </Link>
            {optionValues.length > 0 && (
              <p className="text-muted text-sm">{optionValues.join(' · ')}</p>
            )}
            {quantity > 1 && (
              <p className="text-muted text-xs">{t('each', { price: money(unitPrice) })}</p>
            )}
          </div>
          <p className={`text-sm tabular-nums ${isAvailable ? '' : 'text-muted line-through'}`}>
            {money(subtotal)}
          </p>
        </div>
        <div className="flex items-center justify-between gap-3">
          <QuantityStepper title={title} quantity={quantity} max={max} onChange={onQuantity} />
          <button
            type="button"
            aria-label={t('remove', { title })}
            onClick={() => onQuantity(0)}
            className={`${linkClass({ tone: 'muted' })} text-sm`}
          >
            {t('removeShort')}
          </button>
        </div>
      </div>
    </li>
  );
}
