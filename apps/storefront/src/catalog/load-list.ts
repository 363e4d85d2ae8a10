import { isClientError, type StoreClient } from '@trastienda/shop-client';
import { redirect } from 'react-router';
import { readSettings } from '../api/settings.ts';
import { readListState, refine, toFilter, toListInput, writeListState } from './list-state.ts';

/** Loads the products and facets that an address of the list names. */
export async function loadList(api: StoreClient, url: URL) {
  const { currency, currencies } = await readSettings(api);
  const minorUnitDigits = currencies.find(({ code }) => code === currency)?.minorUnitDigits ?? 2;
  const state = readListState(url.searchParams, minorUnitDigits);
  const [page, facets] = await Promise.all([
    api.catalog.list.query(toListInput(state, currency)),
    api.catalog.facets.query(toFilter(state, currency)),
  ]).catch((error: unknown) => {
    // The position of another order, or of an old link: the list begins again.
    if (isClientError(error, 'CURSOR_INVALID')) {
      throw redirect(url.pathname + writeListState(refine(state, {}), minorUnitDigits));
    }
    throw error;
  });
  return { page, facets, currency, minorUnitDigits };
}

export type ListData = Awaited<ReturnType<typeof loadList>>;
