import { clsx } from 'clsx';
import { useShopName } from './use-shop-name.ts';

/** The mark of the shop: the first letter of its name. */
export function ShopInitial({ className }: { readonly className: string }) {
  const [initial = ''] = useShopName();
  return (
    <span
      aria-hidden="true"
      className={clsx(
        'grid shrink-0 place-items-center bg-accent font-display text-accent-contrast',
        className,
      )}
    >
      {initial.toUpperCase()}
    </span>
  );
}
