import type { AppError } from '@trastienda/base';

/** Returns the seconds that a failure asks its caller to wait; undefined when it asks for none. */
export function waitOf({ details }: AppError): number | undefined {
  const { retryAfterSeconds } = details;
  return typeof retryAfterSeconds === 'number' ? retryAfterSeconds : undefined;
}
