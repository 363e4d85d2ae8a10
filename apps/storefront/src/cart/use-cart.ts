import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import type { Cart } from '@trastienda/shop-client';
import { showAnswer, useLiveQuery } from '@trastienda/shop-client/react-query';
import { useEffect, useState } from 'react';
import { browserApi } from '../api/browser.ts';
import { shop } from '../api/queries.tsx';
import { setCartCount } from './cart-count.ts';
import { type PendingChange, unitsIn, withPending } from './pending-changes.ts';

/** A change of the cart; those of one page are sent one after another. */
type CartCommand = PendingChange | { readonly kind: 'acknowledge' };

const CHANGES = ['cart-changes'];

function send(command: CartCommand): Promise<Cart> {
  const { cart } = browserApi();
  if (command.kind === 'acknowledge') return cart.acknowledge.mutate();
  if (command.kind === 'codes') return cart.setDiscountCodes.mutate({ codes: [...command.codes] });
  return cart.setLine.mutate({ sku: command.sku, quantity: command.quantity });
}

/** The cart as its buyer sees it, and how to change it. */
export interface CartState {
  /** With the changes that are not answered yet; undefined until the cart is loaded. */
  readonly cart: Cart | undefined;
  /** Whether changes are not answered yet: discounts and totals are still those of before. */
  readonly isChanging: boolean;
  /** Why the cart could not be read. */
  readonly loadError: unknown;
  /** Why the last change was not made. */
  readonly changeError: unknown;
  readonly setQuantity: (sku: string, quantity: number) => void;
  readonly setCodes: (codes: readonly string[], options?: { onDone: (cart: Cart) => void }) => void;
  readonly acknowledge: () => void;
  readonly reload: () => void;
}

export interface CartOptions {
  /** The cart that the page was rendered with. */
  readonly initial?: Cart;
  /** False while the cart is not shown: it keeps no connection then. */
  readonly isLive?: boolean;
}

/**
 * Reads the cart and keeps it live: a change in another tab shows here. Changes show at once, and are
 * gone again when the server does not accept them.
 */
export function useCart({ initial, isLive = true }: CartOptions = {}): CartState {
  const queryClient = useQueryClient();
  const { data, error, refetch } = useLiveQuery(
    shop.cart.get.liveOptions(undefined, {
      enabled: isLive,
      ...(initial && { initialData: initial }),
    }),
  );
  const commands = useMutationState({
    filters: { mutationKey: CHANGES, status: 'pending' },
    // A mutation's state does not know its type; those with this key are sent below.
    select: ({ state }) => state.variables as CartCommand,
  });
  const changes = commands.filter(
    (command): command is PendingChange => command.kind !== 'acknowledge',
  );
  // Several changes may be on their way: the mutation itself knows the error of the last one only.
  const [changeError, setChangeError] = useState<unknown>(null);
  const change = useMutation({
    mutationKey: CHANGES,
    mutationFn: (command: CartCommand) =>
      showAnswer(queryClient, shop.cart.get.queryKey(undefined), () => send(command)),
    scope: { id: 'cart' },
    onMutate: () => setChangeError(null),
    onError: setChangeError,
  });
  const cart = data && withPending(data, changes);
  const count = cart && unitsIn(cart);
  useEffect(() => {
    if (count !== undefined) setCartCount(count);
  }, [count]);

  return {
    cart,
    isChanging: commands.length > 0,
    loadError: data === undefined ? error : null,
    changeError,
    setQuantity: (sku, quantity) => change.mutate({ kind: 'quantity', sku, quantity }),
    setCodes: (codes, options) =>
      change.mutate({ kind: 'codes', codes }, options && { onSuccess: options.onDone }),
    acknowledge: () => change.mutate({ kind: 'acknowledge' }),
    reload: () => void refetch(),
  };
}
