import { buttonClass } from '@trastienda/ui/button';
import { Spinner } from '@trastienda/ui/spinner';
import { type MouseEvent, useCallback, useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';
import { withoutLocale } from '../i18n/locales.ts';
import { useLocalePath } from '../i18n/use-locale.ts';
import { BagIcon } from '../shell/icons.tsx';
import { useCartCount } from './cart-count.ts';
import { isPlainClick, onOpenCart } from './open-cart.ts';

const loadDrawer = () => import('./cart-drawer.tsx');
type Drawer = Awaited<ReturnType<typeof loadDrawer>>['CartDrawer'];

/** The drawer, which is loaded when it is opened for the first time. */
function useDrawer() {
  const cartPath = useLocalePath()('/cart');
  const [Drawer, setDrawer] = useState<Drawer | null>(null);
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => {
    setOpen(true);
    loadDrawer().then(
      ({ CartDrawer }) => setDrawer(() => CartDrawer),
      // The connection is gone, or a new version has other files.
      () => location.assign(cartPath),
    );
  }, [cartPath]);
  return { Drawer, isOpen, open, setOpen };
}

/**
 * The link of the header to the cart, with the number of its items. It opens the cart beside the page;
 * without JavaScript, and in a new window, it leads to the page of the cart.
 */
export function CartLink() {
  const t = useTranslations('shell.cart');
  const count = useCartCount();
  const isCartPage = withoutLocale(useLocation().pathname) === '/cart';
  const { Drawer, isOpen, open, setOpen } = useDrawer();
  const isLoading = isOpen && Drawer === null;

  useEffect(() => (isCartPage ? undefined : onOpenCart(open)), [isCartPage, open]);

  const click = (event: MouseEvent) => {
    if (isCartPage || !isPlainClick(event)) return;
    event.preventDefault();
    open();
  };
  return (
    <>
      <Link
        to="/cart"
        aria-label={t('open', { count })}
        aria-haspopup={isCartPage ? undefined : 'dialog'}
        aria-busy={isLoading || undefined}
        onClick={click}
        onPointerEnter={() => void loadDrawer().catch(() => undefined)}
        className={`${buttonClass({ variant: 'ghost' })} relative w-10 px-0`}
      >
        {isLoading ? <Spinner size="sm" /> : <BagIcon />}
        {count > 0 && (
          <span
            aria-hidden="true"
            className="absolute top-0 left-5 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1 font-semibold text-accent-contrast text-xs tabular-nums"
          >
            {count > 99 ? '99+' : count}
          </span>
        )}
      </Link>
      {Drawer !== null && <Drawer isOpen={isOpen} onOpenChange={setOpen} />}
    </>
  );
}
