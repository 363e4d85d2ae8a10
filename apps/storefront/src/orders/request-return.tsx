import { Button } from '@trastienda/ui/button';
import { Dialog, DialogClose } from '@trastienda/ui/dialog';
import { Field } from '@trastienda/ui/field';
import { FieldError } from '@trastienda/ui/field-error';
import { Select } from '@trastienda/ui/select';
import { Textarea } from '@trastienda/ui/textarea';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../failures/failure-alert.tsx';
import type { ReturnableLine } from './returnable.ts';
import type { OrderActions } from './use-order.ts';

const REASONS = ['changed', 'fit', 'damaged', 'different', 'other'] as const;
type Reason = (typeof REASONS)[number];

interface Props {
  readonly lines: readonly ReturnableLine[];
  readonly requestReturn: OrderActions['requestReturn'];
  readonly onDone: () => void;
}

/** The units of a line that go back. */
function LineQuantity({
  line,
  quantity,
  onChange,
}: {
  readonly line: ReturnableLine;
  readonly quantity: number;
  readonly onChange: (quantity: number) => void;
}) {
  const t = useTranslations('orders.returns');
  const { title, optionValues, left } = line;
  return (
    <li className="flex items-center justify-between gap-4 py-3 text-sm first:pt-0 last:pb-0">
      <span className="min-w-0">
        <span className="block font-medium">{title}</span>
        {optionValues.length > 0 && (
          <span className="block text-muted">{optionValues.join(' · ')}</span>
        )}
      </span>
      <span className="flex shrink-0 items-center gap-2 whitespace-nowrap text-muted">
        <Select
          aria-label={t('quantity', { title })}
          className="w-20"
          value={quantity}
          onChange={(event) => onChange(Number(event.target.value))}
        >
          {Array.from({ length: left + 1 }, (_, units) => units).map((units) => (
            <option key={units} value={units}>
              {units}
            </option>
          ))}
        </Select>
        {t('of', { left })}
      </span>
    </li>
  );
}

/** Asks which units go back and why, and requests the return. */
export function RequestReturn({ lines, requestReturn, onDone }: Props) {
  const t = useTranslations('orders.returns');
  const formId = useId();
  const [isOpen, setOpen] = useState(false);
  const [quantities, setQuantities] = useState<Readonly<Record<string, number>>>({});
  const [reason, setReason] = useState<Reason>('changed');
  const [details, setDetails] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  // The only unit of an order is the one that goes back.
  const only = lines.length === 1 && lines[0]?.left === 1 ? 1 : 0;
  const unitsOf = (sku: string) => quantities[sku] ?? only;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (requestReturn.isPending) return;
    const chosen = lines
      .map(({ sku, left }) => ({ sku, quantity: Math.min(unitsOf(sku), left) }))
      .filter(({ quantity }) => quantity > 0);
    if (chosen.length === 0) return setEmpty(true);
    const text = [t(`reasons.${reason}`), details.trim()].filter(Boolean).join(': ');
    requestReturn.mutate(
      { lines: chosen, reason: text },
      {
        onSuccess: () => {
          setOpen(false);
          setQuantities({});
          setDetails('');
          onDone();
        },
      },
    );
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>{t('open')}</Button>}
      title={t('title')}
      description={t('text')}
      closeLabel={t('close')}
      footer={
        <>
          <DialogClose render={<Button>{t('keep')}</Button>} />
          <Button type="submit" form={formId} variant="primary" loading={requestReturn.isPending}>
            {t('send')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="space-y-5">
        <FailureAlert error={requestReturn.error} />
        <div>
          <ul className="divide-y divide-border rounded-lg border p-4">
            {lines.map((line) => (
              <LineQuantity
                key={line.sku}
                line={line}
                quantity={unitsOf(line.sku)}
                onChange={(quantity) => {
                  setEmpty(false);
                  setQuantities({ ...quantities, [line.sku]: quantity });
                }}
              />
            ))}
          </ul>
          {isEmpty && (
            <div role="alert" className="mt-2">
              <FieldError>{t('none')}</FieldError>
            </div>
          )}
        </div>
        <Field label={t('reason')}>
          <Select
            value={reason}
            onChange={(event) => {
              const chosen = REASONS.find((one) => one === event.target.value);
              if (chosen !== undefined) setReason(chosen);
            }}
          >
            {REASONS.map((one) => (
              <option key={one} value={one}>
                {t(`reasons.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('details')} labelEnd={t('optional')}>
          <Textarea
            value={details}
            rows={3}
            maxLength={900}
            onChange={(event) => setDetails(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
