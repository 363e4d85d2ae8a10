import { useQueryClient } from '@tanstack/react-query';
import { isClientError, type StaffProduct } from '@trastienda/shop-client';
import { useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { reasonText } from '../../errors/reason-text.ts';
import { showServerIssues } from '../../forms/show-server-issues.ts';
import { api, client } from '../../session/api.ts';
import { changesBetween } from './changes-between.ts';
import { type Choices, mergeProduct, type Versions } from './merge-product.ts';
import { type ProductValues, valuesOf } from './product-values.ts';

/** The state of the server that another person has saved meanwhile. */
interface ProductConflict {
  readonly versions: Versions;
  readonly product: StaffProduct;
}

export interface SaveProductOptions {
  readonly form: UseFormReturn<ProductValues, unknown, ProductValues>;
  /** As it was read; null for a new product. */
  readonly product: StaffProduct | null;
  readonly onSaved: (product: StaffProduct) => void;
}

/** Saves a product: creates it, or sends what has changed. A conflict waits for a decision. */
export function useSaveProduct({ form, product, onSaved }: SaveProductOptions) {
  const t = useTranslations();
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState<unknown>(null);
  const [conflict, setConflict] = useState<ProductConflict | null>(null);
  const [isPending, setIsPending] = useState(false);
  /** What the form was filled from: its changes are sent on that revision. */
  const base = useRef(product);

  const keep = (saved: StaffProduct) => {
    base.current = saved;
    setConflict(null);
    form.reset(valuesOf(saved));
    queryClient.setQueryData(api.admin.products.get.queryKey({ id: saved.id }), saved);
    void queryClient.invalidateQueries(api.admin.products.list.pathFilter());
    void queryClient.invalidateQueries(api.admin.stock.pathFilter());
    onSaved(saved);
  };

  /** Shows what is wrong at its field, as far as it has one. */
  const show = (error: unknown) => {
    if (isClientError(error, 'PRODUCT_SLUG_TAKEN')) {
      form.setError('slug', { message: reasonText(t, error) }, { shouldFocus: true });
      return;
    }
    if (isClientError(error, 'VARIANT_SKU_TAKEN')) {
      const { sku } = error.data.details;
      const index = form.getValues('variants').findIndex((variant) => variant.sku === sku);
      if (index >= 0) {
        form.setError(`variants.${index}.sku`, { message: reasonText(t, error) });
        return;
      }
    }
    if (!showServerIssues(form, error, t, base.current === null ? '' : 'changes')) {
      setFailure(error);
    }
  };

  /** Sends the changes between two states of a stored product. */
  const update = async (stored: StaffProduct, from: ProductValues, to: ProductValues) => {
    const { id, revision } = stored;
    const changes = changesBetween(from, to);
    if (changes === null) return keep(stored);
    try {
      keep(await client.admin.products.update.mutate({ id, revision, changes }));
    } catch (error) {
      if (!isClientError(error, 'PRODUCT_REVISION_STALE')) return show(error);
      const theirs = await client.admin.products.get.query({ id });
      const read = base.current ?? stored;
      setConflict({
        product: theirs,
        versions: { base: valuesOf(read), mine: to, theirs: valuesOf(theirs) },
      });
    }
  };

  const run = async (task: () => Promise<void>) => {
    setFailure(null);
    setIsPending(true);
    try {
      await task();
    } catch (error) {
      show(error);
    } finally {
      setIsPending(false);
    }
  };

  const save = form.handleSubmit((values) =>
    run(async () => {
      const stored = base.current;
      if (stored !== null) return update(stored, valuesOf(stored), values);
      keep(await client.admin.products.create.mutate(values));
    }),
  );

  /** Saves the changes of both sides. */
  const resolve = (choices: Choices) => {
    if (conflict === null) return;
    const { product: theirs, versions } = conflict;
    const merged = mergeProduct(versions, choices);
    void run(async () => {
      // What is wrong with the merged product is shown in the form.
      base.current = theirs;
      form.reset(versions.theirs);
      for (const name of ['optionNames', 'variants'] as const) form.setValue(name, merged[name]);
      form.reset(merged, { keepDefaultValues: true });
      setConflict(null);
      await update(theirs, versions.theirs, merged);
    });
  };

  return {
    save,
    failure,
    isPending,
    conflict: conflict?.versions ?? null,
    resolve,
    dismiss: () => setConflict(null),
  };
}
