import type { SandboxPayment } from '@trastienda/db';

export const CONFIRM_PATH = '/dev/confirm-payment';

/** Where the buyer of a payment agrees to it; who has its client secret may. */
export function confirmPathOf({
  reference,
  clientSecret,
}: Pick<SandboxPayment, 'reference' | 'clientSecret'>): string {
  return `${CONFIRM_PATH}/${encodeURIComponent(reference)}/${encodeURIComponent(clientSecret)}`;
}
