import { buttonClass } from '@trastienda/ui/button';
import { useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';
import { BagIcon } from '../shell/icons.tsx';
import { useShellData } from '../shell/shell-data.ts';

/** The link of the header to the cart, with the number of its items. */
export function CartLink() {
  const t = useTranslations('shell.cart');
  const count = useShellData()?.cartCount ?? 0;
  return (
    <Link
      to="/cart"
      aria-label={t('open', { count })}
      className={`${buttonClass({ variant: 'ghost' })} relative w-10 px-0`}
    >
      <BagIcon />
      {count > 0 && (
        <span
          aria-hidden="true"
          className="absolute top-0 -right-1 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1 font-semibold text-accent-contrast text-xs tabular-nums"
        >
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  );
}
