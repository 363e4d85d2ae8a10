import { Button } from '@trastienda/ui/button';
import { Card, CardHeader } from '@trastienda/ui/card';
import { IconButton } from '@trastienda/ui/icon-button';
import { Input } from '@trastienda/ui/input';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeaderCell,
  TableRow,
} from '@trastienda/ui/table';
import { Settings2, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Controller } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../format/use-formats.ts';
import { MoneyInput } from '../../forms/money-input.tsx';
import { useProductForm } from './product-form.ts';
import type { VariantValues } from './product-values.ts';
import { VariantDrawer } from './variant-drawer.tsx';

/** Variants that are shown at first, and with each press of the button. */
const STEP = 50;

/** Available units of the SKUs that have stock. */
export type AvailableBySku = ReadonlyMap<string, number>;

interface VariantRowProps {
  readonly index: number;
  readonly variant: VariantValues;
  readonly available: number | undefined;
  readonly onShowMore: () => void;
  readonly onRemove: (() => void) | null;
}

function VariantRow({ index, variant, available, onShowMore, onRemove }: VariantRowProps) {
  const t = useTranslations('products.editor');
  const format = useFormats();
  const { register, control, formState } = useProductForm();
  const errors = formState.errors.variants?.[index];
  const name = variant.optionValues.join(' · ') || t('onlyVariant');
  const messages = [
    errors?.sku,
    errors?.price,
    errors?.price?.amount,
    errors?.optionValues,
    errors?.inventory?.quantity,
  ].flatMap((error) => (error?.message === undefined ? [] : [error.message]));
  return (
    <TableRow>
      <TableCell className="min-w-28 font-medium">
        {name}
        {messages.length > 0 && (
          <span role="alert" className="mt-1 block font-normal text-critical text-xs">
            {[...new Set(messages)].join(' ')}
          </span>
        )}
      </TableCell>
      <TableCell className="min-w-40">
        <Input
          size="sm"
          spellCheck={false}
          className="font-mono"
          aria-label={t('skuOf', { name })}
          invalid={errors?.sku !== undefined}
          {...register(`variants.${index}.sku`)}
        />
      </TableCell>
      <TableCell className="min-w-36">
        <Controller
          control={control}
          name={`variants.${index}.price`}
          render={({ field: { ref, value, onChange, onBlur } }) => (
            <MoneyInput
              ref={ref}
              size="sm"
              aria-label={t('priceOf', { name })}
              invalid={errors?.price !== undefined}
              value={value}
              currency={value.currency}
              // A price is needed: the schema does not accept what is no number.
              onChange={(price) => onChange(price ?? { ...value, amount: Number.NaN })}
              onBlur={onBlur}
            />
          )}
        />
      </TableCell>
      <TableCell numeric className="min-w-24">
        {!variant.inventory.isTracked ? (
          <span className="text-muted">{t('untracked')}</span>
        ) : available !== undefined ? (
          format.number(available)
        ) : (
          <Input
            size="sm"
            type="number"
            step={1}
            inputMode="numeric"
            className="text-right"
            aria-label={t('openingOf', { name })}
            {...register(`variants.${index}.inventory.quantity`, { valueAsNumber: true })}
          />
        )}
      </TableCell>
      <TableCell align="end" className="whitespace-nowrap">
        <IconButton
          size="sm"
          label={t('moreOf', { name })}
          icon={<Settings2 />}
          onClick={onShowMore}
        />
        {onRemove !== null && (
          <IconButton
            size="sm"
            label={t('removeVariant', { name })}
            icon={<Trash2 />}
            onClick={onRemove}
          />
        )}
      </TableCell>
    </TableRow>
  );
}

/** Variants with SKU, price and stock; the rest of each is in a drawer. */
export function VariantsCard({ available }: { readonly available: AvailableBySku }) {
  const t = useTranslations('products.editor');
  const { watch, getValues, setValue, formState } = useProductForm();
  const [shown, setShown] = useState(STEP);
  const [open, setOpen] = useState<number | null>(null);
  const variants = watch('variants');
  return (
    <Card padding="none">
      <CardHeader title={t('variants')} description={t('variantsHint')} />
      {formState.errors.variants?.root?.message !== undefined && (
        <p className="px-6 pb-3 text-critical text-sm">{formState.errors.variants.root.message}</p>
      )}
      <Table label={t('variants')} density="compact">
        <TableHead>
          <TableRow>
            <TableHeaderCell>{t('variant')}</TableHeaderCell>
            <TableHeaderCell>{t('sku')}</TableHeaderCell>
            <TableHeaderCell align="end">{t('price')}</TableHeaderCell>
            <TableHeaderCell align="end">{t('available')}</TableHeaderCell>
            <TableHeaderCell>
              <span className="sr-only">{t('more')}</span>
            </TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {variants.slice(0, shown).map((variant, index) => (
            <VariantRow
              key={JSON.stringify(variant.optionValues)}
              index={index}
              variant={variant}
              available={available.get(variant.sku)}
              onShowMore={() => setOpen(index)}
              onRemove={
                variants.length === 1
                  ? null
                  : () =>
                      setValue(
                        'variants',
                        getValues('variants').filter((_, each) => each !== index),
                        { shouldDirty: true },
                      )
              }
            />
          ))}
        </TableBody>
      </Table>
      {variants.length > shown && (
        <div className="border-border border-t p-4 text-center">
          <Button size="sm" onClick={() => setShown(shown + STEP)}>
            {t('showMore', { count: variants.length - shown })}
          </Button>
        </div>
      )}
      {open !== null && open < variants.length && (
        <VariantDrawer index={open} onClose={() => setOpen(null)} />
      )}
    </Card>
  );
}
