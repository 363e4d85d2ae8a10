import { useTranslations } from 'use-intl';
import type { CartRefusal } from './cart-answer.ts';

/** Says why a change of the cart was refused. */
export function RefusalMessage({ refusal }: { readonly refusal: CartRefusal }) {
  const t = useTranslations('refused');
  return (
    <p role="alert" className="rounded-lg bg-critical-soft px-4 py-3 text-critical text-sm">
      {refusal.kind === 'full'
        ? t(`full.${refusal.limit}`, { max: String(refusal.max) })
        : t(refusal.kind)}
    </p>
  );
}
