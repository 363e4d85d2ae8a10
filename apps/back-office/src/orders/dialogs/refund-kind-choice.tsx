import { clsx } from 'clsx';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { RefundKind } from '../refunds/preview-refund.ts';

export interface RefundKindChoiceProps {
  readonly value: RefundKind;
  readonly kinds: readonly RefundKind[];
  readonly onChange: (kind: RefundKind) => void;
}

/** What a refund is for. */
export function RefundKindChoice({ value, kinds, onChange }: RefundKindChoiceProps) {
  const t = useTranslations('orders');
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-sm">{t('refunds.kind')}</legend>
      <div className="grid grid-cols-2 gap-2 max-sm:[&>:last-child:nth-child(odd)]:col-span-2 sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none">
        {kinds.map((kind) => (
          <label
            key={kind}
            className={clsx(
              'flex min-h-10 items-center justify-center rounded-md border px-3 py-2 text-center text-sm transition-colors duration-150 has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2',
              kind === value
                ? 'border-accent bg-accent-soft font-medium text-accent'
                : 'border-border-strong/60 hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={name}
              value={kind}
              checked={kind === value}
              onChange={() => onChange(kind)}
              className="sr-only"
            />
            {t(`refunds.kinds.${kind}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
