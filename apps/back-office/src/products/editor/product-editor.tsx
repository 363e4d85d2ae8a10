import type { StaffProduct } from '@trastienda/shop-client';
import { CreateProductInput } from '@trastienda/shop-contract';
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../../errors/failure-alert.tsx';
import { contractResolver } from '../../forms/contract-resolver.ts';
import { LeaveGuard } from '../../forms/leave-guard.tsx';
import { useCan } from '../../session/account.tsx';
import { changesBetween } from './changes-between.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { DetailsCard } from './details-card.tsx';
import { ImagesCard } from './images-card.tsx';
import { OptionsCard } from './options-card.tsx';
import { OrganizationCard } from './organization-card.tsx';
import { type ProductValues, valuesOf } from './product-values.ts';
import { SaveBar } from './save-bar.tsx';
import { SearchCard } from './search-card.tsx';
import { useSaveProduct } from './use-save-product.ts';
import { type AvailableBySku, VariantsCard } from './variants-card.tsx';

export interface ProductEditorProps {
  /** Null for a new product. */
  readonly product: StaffProduct | null;
  readonly initial: ProductValues;
  readonly onSaved: (product: StaffProduct) => void;
  /** Below the organization, such as facts about a stored product. */
  readonly aside?: ReactNode;
}

/** Returns the available units of each SKU that has stock. */
function availableOf(product: StaffProduct | null): AvailableBySku {
  return new Map(product?.variants.map(({ sku, inventory }) => [sku, inventory.quantity]));
}

/** Edits a product. Without the permission to write, it shows it. */
export function ProductEditor({ product, initial, onSaved, aside }: ProductEditorProps) {
  const t = useTranslations();
  const canWrite = useCan('catalog:write');
  const form = useForm<ProductValues, unknown, ProductValues>({
    defaultValues: initial,
    resolver: contractResolver(CreateProductInput, t),
  });
  const isSaved = useRef(false);
  const { save, failure, isPending, conflict, resolve, dismiss } = useSaveProduct({
    form,
    product,
    onSaved(saved) {
      isSaved.current = true;
      onSaved(saved);
      isSaved.current = product === null;
    },
  });
  const saved = useMemo(() => (product === null ? initial : valuesOf(product)), [product, initial]);
  const isDirty = changesBetween(saved, form.watch()) !== null;
  const isUnsaved = useCallback(
    () => !isSaved.current && changesBetween(saved, form.getValues()) !== null,
    [saved, form],
  );
  const available = useMemo(() => availableOf(product), [product]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey) || !canWrite) return;
      event.preventDefault();
      void save();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [save, canWrite]);

  return (
    <FormProvider {...form}>
      <form onSubmit={save} noValidate>
        <fieldset disabled={!canWrite} className="min-w-0">
          <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
            <div className="flex min-w-0 flex-col gap-6">
              <FailureAlert error={failure} />
              <DetailsCard isNew={product === null} />
              <ImagesCard />
              <OptionsCard />
              <VariantsCard available={available} />
              <SearchCard />
            </div>
            <div className="flex min-w-0 flex-col gap-6">
              <OrganizationCard />
              {aside}
            </div>
          </div>
          {(isDirty || product === null) && canWrite && (
            <SaveBar isDirty={isDirty} isPending={isPending} onDiscard={() => form.reset(saved)} />
          )}
        </fieldset>
      </form>
      <LeaveGuard isUnsaved={isUnsaved} />
      {conflict !== null && (
        <ConflictDialog
          versions={conflict}
          isPending={isPending}
          onSave={resolve}
          onClose={dismiss}
        />
      )}
    </FormProvider>
  );
}
