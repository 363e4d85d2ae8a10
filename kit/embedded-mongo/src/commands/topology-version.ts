import { setTimeout as delay } from 'node:timers/promises';
import { Long, ObjectId } from 'bson';
import { isDocument, numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { typeName } from '../language/index.ts';
import { mongoError, typeMismatch } from '../mongo-error.ts';
import type { CommandCall, CommandServices } from './command-call.ts';

/** Constant, since the state of a replica set of one never changes while its server runs. */
const COUNTER = Long.ZERO;

/** Maximum delay of a Node timer. A longer one would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Errors by which a member reports that it is not primary. Shutdown errors are excluded: drivers
 * treat those as a change of state.
 */
const NOT_PRIMARY: ReadonlySet<number> = new Set([189, 10058, 10107, 11602, 13435, 13436]);

/** Returns the server's topology version (server monitoring specification). */
export function topologyVersion({ settings }: CommandServices): Document {
  return { processId: settings.processId, counter: COUNTER };
}

/**
 * Returns true when an error reply must include the topology version. Drivers then see that the
 * error is not newer than their state, and check again instead of marking the server as unknown.
 */
export function isNotPrimary({ ok, code, writeConcernError }: Document): boolean {
  const ofConcern = isDocument(writeConcernError) ? numberOf(writeConcernError.code) : undefined;
  const ofError = ok === 1 ? undefined : numberOf(code);
  return NOT_PRIMARY.has(ofError ?? 0) || NOT_PRIMARY.has(ofConcern ?? 0);
}

/**
 * Returns true for the reply to a `hello` that waited. A client that allows exhaust replies gets
 * another one after every `maxAwaitTimeMS`.
 */
export function isStreaming({ maxAwaitTimeMS }: Document, reply: Document): boolean {
  return reply.helloOk === true && (numberOf(maxAwaitTimeMS) ?? 0) > 0;
}

/**
 * Delays a `hello` with `topologyVersion` and `maxAwaitTimeMS`: waits for that time, or until the
 * connection closes, as the topology never changes.
 *
 * @throws {MongoError} 31368 when only one of the two is present; 31372, 31373 or 31382 for numbers
 *   out of range; 10065, 14, 40414 or 40415 for other malformed values.
 */
export async function awaitChange(call: CommandCall): Promise<void> {
  const { command, services, connection } = call;
  const { topologyVersion: known, maxAwaitTimeMS } = command;
  if (known === undefined && maxAwaitTimeMS === undefined) return;
  if (known === undefined || maxAwaitTimeMS === undefined) {
    throw mongoError(
      31368,
      `${call.name} takes both of "topologyVersion" and "maxAwaitTimeMS", or neither`,
    );
  }
  const isCurrent = isCurrentVersion(known, services.settings.processId);
  const milliseconds = numberOf(maxAwaitTimeMS);
  if (milliseconds === undefined) throw wrongType('maxAwaitTimeMS', maxAwaitTimeMS, 'long');
  if (milliseconds < 0) throw mongoError(31373, 'maxAwaitTimeMS must be a non-negative integer');
  if (!isCurrent || milliseconds === 0) return;
  // The delay rejects when the connection closes, which ends the wait too.
  const { closed: signal } = connection;
  await delay(Math.min(milliseconds, MAX_TIMER_MS), undefined, { signal, ref: false }).catch(
    () => {},
  );
}

/** True when the client has the current topology version. */
function isCurrentVersion(known: unknown, own: ObjectId): boolean {
  if (!isDocument(known)) {
    throw mongoError(10065, 'invalid parameter: expected an object (topologyVersion)');
  }
  const { processId, counter, ...others } = known;
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw mongoError(40415, `BSON field 'TopologyVersion.${other}' is an unknown field.`);
  }
  for (const [name, value] of Object.entries({ processId, counter })) {
    if (value !== undefined) continue;
    throw mongoError(40414, `BSON field 'TopologyVersion.${name}' is missing but a required field`);
  }
  if (!(processId instanceof ObjectId)) {
    throw wrongType('TopologyVersion.processId', processId, 'objectId');
  }
  if (!(counter instanceof Long)) throw wrongType('TopologyVersion.counter', counter, 'long');
  if (counter.isNegative()) {
    throw mongoError(31372, 'topologyVersion must have a non-negative counter');
  }
  if (!processId.equals(own)) return false;
  if (counter.greaterThan(COUNTER)) {
    throw mongoError(31382, `The topologyVersion ${counter} is greater than the server's`);
  }
  return true;
}

function wrongType(field: string, value: unknown, expected: string): Error {
  return typeMismatch(
    `BSON field '${field}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
  );
}
