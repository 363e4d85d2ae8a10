import * as kit from '@trastienda/client/react';
import type { AppRouter } from '@trastienda/shop-router/app-router';
import type { StoreRouter } from '@trastienda/shop-router/store-router';
import type { Client, StoreClient } from './create-client.ts';

export {
  AuthForm,
  type AuthFormProps,
  Form,
  type FormProps,
  type QueryBindingsOptions,
  readEmailLink,
  useAuthFlow,
  useForm,
  useSession,
} from '@trastienda/client/react';

/** All procedures as options for TanStack Query. */
export type QueryBindings = kit.QueryBindings<AppRouter>;

/** The procedures of a storefront as options for TanStack Query. */
export type StoreQueryBindings = kit.QueryBindings<StoreRouter>;

/**
 * Binds the procedures of a client to TanStack Query.
 *
 * @example
 * const shop = createQueryBindings(createStoreClient({ url }));
 * const { data, error } = useQuery(shop.catalog.get.queryOptions({ slug }));
 * if (error?.data?.reason === 'PRODUCT_NOT_FOUND') return <Missing />;
 */
export function createQueryBindings(
  client: Client,
  options?: kit.QueryBindingsOptions,
): QueryBindings;
export function createQueryBindings(
  client: StoreClient,
  options?: kit.QueryBindingsOptions,
): StoreQueryBindings;
export function createQueryBindings(
  client: StoreClient,
  options: kit.QueryBindingsOptions = {},
): StoreQueryBindings {
  return kit.createQueryBindings<StoreRouter>(client, options);
}
