import type { SandboxPayment } from '@trastienda/shop-db';

export const CONFIRM_PATH = '/dev/confirm-payment';

/** Path where a buyer approves a payment; its client secret grants access. */
export function confirmPathOf({
  reference,
  clientSecret,
}: Pick<SandboxPayment, 'reference' | 'clientSecret'>): string {
  return `${CONFIRM_PATH}/${encodeURIComponent(reference)}/${encodeURIComponent(clientSecret)}`;
}
