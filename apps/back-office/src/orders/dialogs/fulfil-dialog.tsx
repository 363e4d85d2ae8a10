import type { StaffOrder } from '@trastienda/shop-client';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { client } from '../../session/api.ts';
import { OrderFailure } from '../order-failure.tsx';
import { countUnits, unsentUnits } from '../order-units.ts';
import { useOrderCall } from '../use-order-call.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { LineName } from './line-name.tsx';
import { QuantityField } from './quantity-field.tsx';

const EMPTY = { carrier: '', number: '', url: '' };

function isHttpUrl(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

export interface FulfilDialogProps {
  readonly order: StaffOrder;
  readonly onClose: () => void;
}

/** Records a parcel: its units, and how to track it; or a delivery of what is not shipped. */
export function FulfilDialog({ order, onClose }: FulfilDialogProps) {
  const t = useTranslations('orders');
  const texts = useTranslations(order.isShipped ? 'orders.fulfil' : 'orders.fulfil.unshipped');
  const unsent = unsentUnits(order);
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  const [tracking, setTracking] = useState(EMPTY);
  const [isChecked, setIsChecked] = useState(false);
  const lines = unsent
    .map(({ sku, quantity }) => ({ sku, quantity: Math.min(chosen[sku] ?? quantity, quantity) }))
    .filter(({ quantity }) => quantity > 0);
  const count = countUnits(lines);
  const remaining = countUnits(unsent) - count;
  const { run, failure, isPending } = useOrderCall({
    call: client.admin.orders.fulfil.mutate,
    success: texts('done', { count }),
    onDone: onClose,
  });

  const carrier = tracking.carrier.trim();
  const number = tracking.number.trim();
  const url = tracking.url.trim();
  const hasTracking = carrier !== '' || number !== '' || url !== '';
  const missing = isChecked && hasTracking ? t('fulfil.trackingMissing') : undefined;
  const isUrlWrong = url !== '' && !isHttpUrl(url);

  const confirm = () => {
    setIsChecked(true);
    if (hasTracking && (carrier === '' || number === '')) return;
    if (isUrlWrong) return;
    void run({
      orderId: order.id,
      lines,
      ...(hasTracking && { tracking: { carrier, number, url: url === '' ? null : url } }),
    });
  };
  const set = (name: keyof typeof EMPTY) => ({
    value: tracking[name],
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement>) =>
      setTracking({ ...tracking, [name]: currentTarget.value }),
  });

  return (
    <ConfirmDialog
      title={texts('title')}
      description={texts('text')}
      confirm={texts('confirm', { count })}
      isPending={isPending}
      isDisabled={count === 0}
      onConfirm={confirm}
      onClose={onClose}
    >
      <OrderFailure error={failure} currency={order.currency} />
      <ul className="flex flex-col divide-y divide-border rounded-md border border-border">
        {unsent.map(({ sku, quantity }) => {
          const line = order.lines.find((each) => each.sku === sku);
          return (
            line !== undefined && (
              <li
                key={sku}
                className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 max-sm:flex-col max-sm:items-start"
              >
                <LineName line={line} />
                <QuantityField
                  name={line.title}
                  max={quantity}
                  value={Math.min(chosen[sku] ?? quantity, quantity)}
                  onChange={(units) => setChosen({ ...chosen, [sku]: units })}
                />
              </li>
            )
          );
        })}
      </ul>
      {order.isShipped && (
        <fieldset className="grid gap-4 sm:grid-cols-2">
          <legend className="mb-3 font-medium text-sm">{t('fulfil.tracking')}</legend>
          <Field label={t('fulfil.carrier')} error={carrier === '' ? missing : undefined}>
            <Input maxLength={100} placeholder="Correos" {...set('carrier')} />
          </Field>
          <Field label={t('fulfil.number')} error={number === '' ? missing : undefined}>
            <Input maxLength={100} autoComplete="off" spellCheck={false} {...set('number')} />
          </Field>
          <Field
            label={t('fulfil.url')}
            className="sm:col-span-2"
            error={isChecked && isUrlWrong ? t('fulfil.urlWrong') : undefined}
          >
            <Input type="url" inputMode="url" placeholder="https://" {...set('url')} />
          </Field>
        </fieldset>
      )}
      <p className="text-muted text-sm" aria-live="polite">
        {remaining > 0 ? texts('remaining', { count: remaining }) : texts('complete')}
      </p>
    </ConfirmDialog>
  );
}
