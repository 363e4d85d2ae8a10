import { useQuery } from '@tanstack/react-query';
import { Drawer } from '@trastienda/ui/drawer';
import { useTranslations } from 'use-intl';
import { QueryProvider, shop } from '../api/queries.tsx';
import { useMoney } from '../catalog/use-money.ts';
import { AreaTextsProvider } from '../i18n/area-texts.tsx';
import { cartDrawerTexts } from '../messages/cart-drawer.ts';
import { failuresTexts } from '../messages/failures.ts';
import { CartContent, type CartLimits } from './cart-content.tsx';
import { CartFooter } from './cart-footer.tsx';
import { unitsIn } from './pending-changes.ts';
import { useCart } from './use-cart.ts';

/** Until the settings are loaded: the server decides anyway. */
const UNKNOWN_LIMITS: CartLimits = { maxLineQuantity: 9999, maxDiscountCodes: 5 };

interface Props {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

function DrawerOfCart({ isOpen, onOpenChange }: Props) {
  const t = useTranslations('cartDrawer');
  const money = useMoney();
  const state = useCart({ isLive: isOpen });
  const { data: settings } = useQuery(shop.shop.settings.queryOptions(undefined));
  const { cart, isChanging } = state;
  const close = () => onOpenChange(false);
  const hasLines = cart !== undefined && cart.lines.length > 0;
  return (
    <Drawer
      open={isOpen}
      onOpenChange={onOpenChange}
      title={t('title')}
      closeLabel={t('close')}
      footer={
        hasLines ? <CartFooter cart={cart} isChanging={isChanging} onLeave={close} /> : undefined
      }
    >
      <p role="status" className="sr-only">
        {cart !== undefined &&
          !isChanging &&
          t('announce', { count: unitsIn(cart), total: money(cart.total) })}
      </p>
      <CartContent state={state} limits={settings?.carts ?? UNKNOWN_LIMITS} onLeave={close} />
    </Drawer>
  );
}

/**
 * The cart beside the page. The header loads this module when the cart is opened for the first time: it
 * brings the client of the API, queries and dialogs. While it is closed, it keeps no connection.
 */
export function CartDrawer(props: Props) {
  return (
    <AreaTextsProvider texts={failuresTexts}>
      <AreaTextsProvider texts={cartDrawerTexts}>
        <QueryProvider>
          <DrawerOfCart {...props} />
        </QueryProvider>
      </AreaTextsProvider>
    </AreaTextsProvider>
  );
}
