import { useQueryClient } from '@tanstack/react-query';
import type { StaffOrder } from '@trastienda/shop-client';
import { newIdempotencyKey } from '@trastienda/shop-client';
import { Address } from '@trastienda/shop-contract';
import { countryName } from '@trastienda/ui/country-names';
import { Field } from '@trastienda/ui/field';
import { Input, type InputProps } from '@trastienda/ui/input';
import { regionName } from '@trastienda/ui/regions';
import { useToast } from '@trastienda/ui/toast';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { emptyAsNull } from '../../forms/empty-as-null.ts';
import { useServerForm } from '../../forms/use-server-form.ts';
import { client } from '../../session/api.ts';
import { createIntentions } from '../intentions.ts';
import { OrderFailure } from '../order-failure.tsx';
import { changeOrder } from '../use-order-call.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

const FIELDS = [
  { name: 'name', autoComplete: 'name', isWide: true },
  { name: 'company', autoComplete: 'organization', isWide: true },
  { name: 'line1', autoComplete: 'address-line1', isWide: true },
  { name: 'line2', autoComplete: 'address-line2', isWide: true },
  { name: 'postalCode', autoComplete: 'postal-code', isWide: false },
  { name: 'city', autoComplete: 'address-level2', isWide: false },
  { name: 'phone', autoComplete: 'tel', isWide: true },
] as const satisfies readonly (Pick<InputProps, 'autoComplete'> & {
  readonly name: string;
  readonly isWide: boolean;
})[];

const OPTIONAL: ReadonlySet<string> = new Set(['company', 'line2', 'postalCode', 'phone']);

export interface AddressDialogProps {
  readonly order: StaffOrder;
  readonly onClose: () => void;
}

/** Changes the address that the order was priced for. Country and region stay, because the prices depend on them. */
export function AddressDialog({ order, onClose }: AddressDialogProps) {
  const t = useTranslations('orders');
  const locale = useLocale();
  const queryClient = useQueryClient();
  const toast = useToast();
  const [intentions] = useState(() => createIntentions(newIdempotencyKey));
  const { shippingAddress } = order;
  const { form, onSubmit, failure, isPending } = useServerForm({
    schema: Address,
    part: 'shippingAddress',
    defaultValues: shippingAddress,
    submit: (address) => {
      const input = { orderId: order.id, shippingAddress: address };
      const context = { idempotencyKey: intentions.keyOf(input) };
      return changeOrder(queryClient, order.id, () =>
        client.admin.orders.changeAddress.mutate(input, { context }),
      );
    },
    onSuccess() {
      intentions.answered();
      toast.show({ title: t('address.done'), tone: 'positive' });
      onClose();
    },
  });
  const { country, region } = shippingAddress;
  const place = [region === null ? null : regionName(country, region), countryName(country, locale)]
    .filter((part) => part !== null)
    .join(', ');
  return (
    <ConfirmDialog
      title={t('address.title')}
      description={t(order.isShipped ? 'address.text' : 'address.unshippedText', { place })}
      confirm={t('address.confirm')}
      isPending={isPending}
      onConfirm={() => void onSubmit()}
      onClose={onClose}
    >
      <OrderFailure error={failure} currency={order.currency} />
      <div className="grid gap-4 sm:grid-cols-2">
        {FIELDS.map(({ name, autoComplete, isWide }) => (
          <Field
            key={name}
            label={t(`address.${name}`)}
            {...(OPTIONAL.has(name) && { labelEnd: t('optional') })}
            error={form.formState.errors[name]?.message}
            className={isWide ? 'sm:col-span-2' : ''}
          >
            <Input
              autoComplete={autoComplete}
              {...form.register(name, OPTIONAL.has(name) ? { setValueAs: emptyAsNull } : {})}
            />
          </Field>
        ))}
      </div>
    </ConfirmDialog>
  );
}
