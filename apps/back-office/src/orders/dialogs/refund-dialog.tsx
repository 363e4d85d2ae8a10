import type { StaffOrder } from '@trastienda/shop-client';
import { minorUnitDigits } from '@trastienda/shop-contract';
import { Checkbox } from '@trastienda/ui/checkbox';
import { Field } from '@trastienda/ui/field';
import { Input } from '@trastienda/ui/input';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useFormats } from '../../format/use-formats.ts';
import { client } from '../../session/api.ts';
import { OrderFailure } from '../order-failure.tsx';
import type { Units } from '../order-units.ts';
import {
  previewRefund,
  REFUND_KINDS,
  type RefundFacts,
  type RefundPreview,
} from '../refunds/preview-refund.ts';
import { writeAmount } from '../refunds/read-amount.ts';
import { moneyLeft, shippingLeft } from '../refunds/refund-limits.ts';
import { useOrderCall } from '../use-order-call.ts';
import { AmountField } from './amount-field.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { ConsequenceList } from './consequence-list.tsx';
import {
  draftOf,
  initialRefundForm,
  isRestocked,
  type RefundFormState,
  refundFormLines,
} from './refund-form-state.ts';
import { RefundKindChoice } from './refund-kind-choice.tsx';
import { RefundLines } from './refund-lines.tsx';

export interface RefundDialogProps {
  readonly order: StaffOrder;
  readonly facts: RefundFacts;
  /** Units of an accepted return that the form begins with. */
  readonly returned: readonly Units[] | null;
  readonly onClose: () => void;
}

/** Says what a refund will do with money, units and stock. */
function useConsequences(order: StaffOrder, preview: RefundPreview): readonly string[] {
  const t = useTranslations('orders');
  const format = useFormats();
  const money = (amount: number) => format.money({ amount, currency: order.currency });
  const { amount, leftAfter, withdrawn, restocked, problem } = preview;
  if (problem !== null) return [t(`refunds.problems.${problem}`)];
  return [
    amount === 0
      ? t('refunds.noMoney')
      : leftAfter === 0
        ? t('refunds.paysAll', { amount: money(amount) })
        : t('refunds.pays', { amount: money(amount), left: money(leftAfter) }),
    ...(withdrawn > 0 ? [t('refunds.withdraws', { count: withdrawn })] : []),
    ...(restocked > 0 ? [t('refunds.restocks', { count: restocked })] : []),
  ];
}

/** Refunds units, shipping or money, after a preview of what that does. */
export function RefundDialog({ order, facts, returned, onClose }: RefundDialogProps) {
  const t = useTranslations('orders');
  const format = useFormats();
  const locale = useLocale();
  const { currency } = order;
  const digits = minorUnitDigits(currency);
  const money = (amount: number) => format.money({ amount, currency });
  const [form, setForm] = useState<RefundFormState>(() => initialRefundForm(returned));
  const change = (fields: Partial<RefundFormState>) => setForm({ ...form, ...fields });

  const lines = refundFormLines(order, form);
  const preview = previewRefund(order, facts, draftOf(form, lines, digits));
  const consequences = useConsequences(order, preview);
  const { problem } = preview;
  // A form that is not filled in yet is no mistake.
  const isMistake = problem === 'exceeds-left' || problem === 'not-payable';
  const mistake = isMistake ? t(`refunds.problems.${problem}`) : undefined;
  const left = moneyLeft(order, facts.captured);
  const ofShipping = shippingLeft(order, facts.captured);
  const { kind } = form;

  const { run, failure, isPending } = useOrderCall({
    call: client.admin.orders.refund.mutate,
    success:
      preview.amount === 0
        ? t('refunds.unitsDone')
        : t('refunds.done', { amount: money(preview.amount) }),
    onDone: onClose,
  });
  const ofMoney =
    preview.amount === 0
      ? t('refunds.confirmUnits')
      : t('refunds.confirm', { amount: money(preview.amount) });
  const confirmText = preview.what === null ? t('refunds.action') : ofMoney;
  const confirm = () => {
    if (preview.what === null) return;
    const reason = form.reason.trim();
    void run({ orderId: order.id, what: preview.what, ...(reason !== '' && { reason }) });
  };

  return (
    <ConfirmDialog
      title={t('refunds.title')}
      description={t('refunds.text', { left: money(left) })}
      confirm={confirmText}
      tone="critical"
      size="lg"
      isPending={isPending}
      isDisabled={preview.what === null}
      onConfirm={confirm}
      onClose={onClose}
    >
      <OrderFailure error={failure} currency={currency} />
      <RefundKindChoice
        value={kind}
        kinds={REFUND_KINDS.filter((each) => each !== 'shipping' || ofShipping > 0)}
        onChange={(next) =>
          change({
            kind: next,
            amount: next === 'shipping' ? writeAmount(ofShipping, digits, locale) : '',
          })
        }
      />
      {kind === 'lines' && (
        <>
          <RefundLines
            lines={lines}
            onQuantity={(sku, units) =>
              change({ quantities: { ...form.quantities, [sku]: units } })
            }
            onSource={(sku, source) => change({ sources: { ...form.sources, [sku]: source } })}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <AmountField
              label={t('refunds.amountOfLines')}
              hint={t('refunds.amountOfLinesHint')}
              currency={currency}
              value={form.amountOfLines}
              placeholder={writeAmount(
                previewRefund(order, facts, {
                  ...draftOf(form, lines, digits),
                  amountOfLines: 'price',
                  shippingOfLines: 0,
                }).amount,
                digits,
                locale,
              )}
              onChange={(amountOfLines) => change({ amountOfLines })}
            />
            {ofShipping > 0 && (
              <AmountField
                label={t('refunds.shippingOfLines')}
                hint={t('refunds.upTo', { amount: money(ofShipping) })}
                currency={currency}
                value={form.shippingOfLines}
                placeholder={writeAmount(0, digits, locale)}
                onChange={(shippingOfLines) => change({ shippingOfLines })}
              />
            )}
          </div>
        </>
      )}
      {(kind === 'amount' || kind === 'shipping') && (
        <AmountField
          label={t('refunds.amount')}
          hint={t('refunds.upTo', { amount: money(kind === 'amount' ? left : ofShipping) })}
          currency={currency}
          value={form.amount}
          onChange={(amount) => change({ amount })}
        />
      )}
      {(kind === 'lines' || kind === 'everything') && (
        <Checkbox
          label={t('refunds.restock')}
          hint={t(kind === 'lines' ? 'refunds.restockHint' : 'refunds.restockAllHint')}
          checked={isRestocked(form, lines)}
          onChange={({ currentTarget }) => change({ restock: currentTarget.checked })}
        />
      )}
      <Field label={t('reason')} hint={t('reasonHint')}>
        <Input
          maxLength={255}
          value={form.reason}
          onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
        />
      </Field>
      <ConsequenceList items={consequences} error={mistake} />
    </ConfirmDialog>
  );
}
