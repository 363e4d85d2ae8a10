import type { Order } from '@trastienda/shop-client';
import { Check } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { stepsDone, stepsOf } from './timeline.ts';

/** How far an order is on its way; nothing for one that was canceled. */
export function OrderSteps({ status, isShipped }: Pick<Order, 'status' | 'isShipped'>) {
  const t = useTranslations('orders.steps');
  const done = stepsDone({ status });
  if (done === null) return null;
  return (
    <ol aria-label={t('label')} className="grid grid-cols-3 gap-2">
      {stepsOf({ isShipped }).map((step, index) => {
        const isDone = index < done;
        return (
          <li key={step} aria-current={index === done - 1 ? 'step' : undefined}>
            <span
              aria-hidden="true"
              className={`block h-1.5 rounded-full ${isDone ? 'bg-accent' : 'bg-border'}`}
            />
            <span
              className={`mt-2 flex items-center gap-1.5 text-sm ${isDone ? 'font-medium' : 'text-muted'}`}
            >
              {isDone && <Check aria-hidden="true" className="size-4 text-accent" />}
              {t(step)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
