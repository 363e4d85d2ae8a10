import { isAppError } from '@trastienda/base';
import { UnsealError } from '@trastienda/mongo';

const CODE = /^[A-Z][A-Z0-9_]{1,39}$/;

function readCode(error: object): string | null {
  return 'code' in error && typeof error.code === 'string' && CODE.test(error.code)
    ? error.code
    : null;
}

function readStatus(error: object): number | null {
  return 'responseCode' in error && Number.isInteger(error.responseCode)
    ? Number(error.responseCode)
    : null;
}

/**
 * Describes an error in codes only, such as `EENVELOPE 550`. The text that mail servers add to
 * their codes names the recipient, and stays out of logs and of the database.
 */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown failure';
  if (isAppError(error)) return error.reason;
  if (error instanceof UnsealError) return error.message;
  const parts = [readCode(error) ?? error.name, readStatus(error)];
  return parts.filter((part) => part !== null).join(' ');
}
