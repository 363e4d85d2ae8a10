import { useQueryClient } from '@tanstack/react-query';
import { MinorUnits } from '@trastienda/shop-contract';
import { useState } from 'react';
import { api, client } from '../session/api.ts';

/** A price as it was typed; null removes it from the list. */
export type PriceEdits = ReadonlyMap<string, number | null>;

const NONE: PriceEdits = new Map();

/** Changes of a price list that are saved together, all or none. */
export function usePriceEdits(currency: string) {
  const queryClient = useQueryClient();
  const [state, setState] = useState({ currency, edits: NONE });
  const [failure, setFailure] = useState<unknown>(null);
  const [isPending, setIsPending] = useState(false);
  const edits = state.currency === currency ? state.edits : NONE;

  return {
    edits,
    failure,
    isPending,
    /** Whether each typed price is one. */
    isValid: [...edits.values()].every((amount) => MinorUnits.nullable().safeParse(amount).success),
    /** Notes a change; undefined takes it back. */
    edit(sku: string, amount: number | null | undefined) {
      const next = new Map(edits);
      if (amount === undefined) next.delete(sku);
      else next.set(sku, amount);
      setState({ currency, edits: next });
    },
    discard() {
      setFailure(null);
      setState({ currency, edits: NONE });
    },
    /** Returns whether the changes were saved. */
    async save(): Promise<boolean> {
      setFailure(null);
      setIsPending(true);
      try {
        const prices = [...edits].map(([sku, amount]) => ({ sku, amount }));
        await client.admin.prices.set.mutate({ currency, prices });
        await Promise.all([
          queryClient.invalidateQueries(api.admin.prices.pathFilter()),
          queryClient.invalidateQueries(api.shop.settings.pathFilter()),
        ]);
        setState({ currency, edits: NONE });
        return true;
      } catch (error) {
        setFailure(error);
        return false;
      } finally {
        setIsPending(false);
      }
    },
  };
}

export type PriceEditing = ReturnType<typeof usePriceEdits>;
