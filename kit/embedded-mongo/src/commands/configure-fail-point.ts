import { isDocument, numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { notSupported } from '../mongo-error.ts';
import type { CommandCall } from './command-call.ts';
import { RETRYABLE_CODES } from './fail-points.ts';
import { requireString } from './values.ts';

/** Errors after which a driver resumes a change stream (change streams specification). */
const RESUMABLE_CODES: ReadonlySet<number> = new Set([
  ...RETRYABLE_CODES,
  63,
  133,
  150,
  234,
  13388,
]);

/**
 * The configureFailPoint command, for `failCommand`, `onPrimaryTransactionalWrite` and
 * `failGetMoreAfterCursorCheckout`.
 */
export function configureFailPoint(call: CommandCall): Document {
  const name = requireString(call.command, 'configureFailPoint');
  const { failPoints } = call.services;
  const { mode } = call.command;
  const data = isDocument(call.command.data) ? call.command.data : {};
  if (name === 'failCommand') failPoints.configure(mode, data);
  else if (name === 'onPrimaryTransactionalWrite') failPoints.configureInterruption(mode, data);
  else if (name === 'failGetMoreAfterCursorCheckout') {
    const errorLabels = RESUMABLE_CODES.has(numberOf(data.errorCode) ?? 0)
      ? ['ResumableChangeStreamError']
      : [];
    failPoints.configure(mode, { ...data, failCommands: ['getMore'], errorLabels });
  } else throw notSupported(`the fail point ${name}`);
  return {};
}
