import { isAppError } from '@trastienda/base';
import { DataDirectoryError } from '@trastienda/embedded-mongo';
import { ListenError } from '@trastienda/http/node';
import {
  DatabaseNewerError,
  DatabaseUnfitError,
  EarlierDataError,
  MigrationFailedError,
  SecretFileError,
  ServersRunningError,
} from '@trastienda/mongo';
import { ConfigError } from '../config/env.ts';
import { CurrencyMismatchError } from './check-currency.ts';
import { IndexesMissingError } from './check-indexes.ts';
import { MigrationsPendingError } from './check-migrations.ts';
import { CurrencyDigitsError } from './currency-digits/check-currency-digits.ts';

const SPEAKING = [
  ConfigError,
  CurrencyDigitsError,
  CurrencyMismatchError,
  DataDirectoryError,
  DatabaseNewerError,
  DatabaseUnfitError,
  EarlierDataError,
  IndexesMissingError,
  ListenError,
  MigrationsPendingError,
  SecretFileError,
  ServersRunningError,
] as const;

/**
 * Returns the text for the user of a program that failed to start: the message alone where it says
 * what to fix, with its cause where that helps, else the whole stack.
 */
export function explainError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (SPEAKING.some((kind) => error instanceof kind)) return error.message;
  if (error instanceof MigrationFailedError) {
    const { cause } = error;
    const isFault = !(cause instanceof Error) || isAppError(cause);
    return isFault ? error.message : `${error.message}\n${cause.stack ?? ''}`;
  }
  if (isAppError(error) && error.reason !== 'INTERNAL') {
    const { cause } = error;
    return cause instanceof Error ? `${error.message} (${cause.message})` : error.message;
  }
  return error.stack ?? error.message;
}
