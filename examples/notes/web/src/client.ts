import { createClient, createClientErrorGuard, retryAfterSeconds } from '@trastienda/client';
import type { AppRouter } from '@trastienda/example-notes-api';

/** Calls the server that serves this page. */
export const client = createClient<AppRouter>({
  url: location.origin,
  session: { kind: 'cookie' },
  retries: { attempts: 3 },
});

const isClientError = createClientErrorGuard<AppRouter>();

/** Returns a sentence about a failed call, by its reason. */
export function explain(error: unknown): string {
  if (!isClientError(error)) return 'Something went wrong on this page.';
  if (isClientError(error, 'SIGN_IN_REJECTED')) return 'The address or the password is wrong.';
  if (isClientError(error, 'NOTE_NOT_FOUND')) return 'This note is gone.';
  if (isClientError(error, 'RATE_LIMITED')) {
    return `Too many calls. Try again in ${retryAfterSeconds(error)} seconds.`;
  }
  const fields = Object.values(error.data?.fields ?? {}).flat();
  if (fields.length > 0) return fields.join(' ');
  return error.data?.reason === undefined ? 'The server cannot be reached.' : error.message;
}
