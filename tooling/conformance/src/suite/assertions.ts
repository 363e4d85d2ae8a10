import assert from 'node:assert/strict';
import { type ErrorReason, isClientError } from '@trastienda/shop-client';
import { at } from '@trastienda/testing';

/** Returns the data of a call's failure, which must have this reason. */
export async function failsWith(call: Promise<unknown>, reason: ErrorReason) {
  const failure: unknown = await call.then(
    () => assert.fail(`The call succeeded; ${reason} was expected.`),
    (error: unknown) => error,
  );
  if (!isClientError(failure)) throw failure;
  assert.equal(failure.data?.reason, reason, failure.message);
  return failure.data;
}

/** Checks the status of a response and returns its JSON. */
export async function jsonOf(response: Response, status = 200): Promise<unknown> {
  const text = await response.text();
  assert.equal(response.status, status, text.slice(0, 400));
  return JSON.parse(text);
}

/** Checks that a response of tRPC, or of REST, is a failure with this status and reason. */
export async function rejects(
  response: Response,
  status: number,
  reason: ErrorReason,
): Promise<unknown> {
  const body = await jsonOf(response, status);
  const data = at(body, 'error', 'data') ?? body;
  assert.equal(at(data, 'reason'), reason, JSON.stringify(body));
  assert.equal(response.headers.get('cache-control'), 'no-store');
  return data;
}

/** Returns the value, which must not be null or undefined. */
export function present<Value>(value: Value | null | undefined, what: string): Value {
  return value ?? assert.fail(`There is no ${what}.`);
}
