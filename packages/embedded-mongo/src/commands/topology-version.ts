import { setTimeout as delay } from 'node:timers/promises';
import { Long, ObjectId } from 'bson';
import { isDocument, numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { typeName } from '../language/index.ts';
import { mongoError, typeMismatch } from '../mongo-error.ts';
import type { CommandCall, CommandServices } from './command-call.ts';

/** A replica set of one changes nothing as long as its server runs. */
const COUNTER = Long.ZERO;

/** What a timer of Node takes; a longer one would be over at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Errors by which a member says that it is not primary (any more). A server that shuts down is
 * another matter: what it says is taken for news.
 */
const NOT_PRIMARY: ReadonlySet<number> = new Set([189, 10058, 10107, 11602, 13435, 13436]);

/** Which state of which server process an answer tells of (server monitoring specification). */
export function topologyVersion({ settings }: CommandServices): Document {
  return { processId: settings.processId, counter: COUNTER };
}

/**
 * Whether an error reply has to say of which state it tells: drivers then see that it is not newer
 * than what they know, and ask again instead of taking the server for lost.
 */
export function isNotPrimary({ ok, code, writeConcernError }: Document): boolean {
  const ofConcern = isDocument(writeConcernError) ? numberOf(writeConcernError.code) : undefined;
  const ofError = ok === 1 ? undefined : numberOf(code);
  return NOT_PRIMARY.has(ofError ?? 0) || NOT_PRIMARY.has(ofConcern ?? 0);
}

/**
 * Whether this is the answer to a `hello` that was held: the client, if it allows that, gets
 * another one each time that `maxAwaitTimeMS` has passed, without asking.
 */
export function isStreaming({ maxAwaitTimeMS }: Document, reply: Document): boolean {
  return reply.helloOk === true && (numberOf(maxAwaitTimeMS) ?? 0) > 0;
}

/**
 * Waits as long as a `hello` with `topologyVersion` and `maxAwaitTimeMS` wants to be held when
 * nothing has changed, or until its connection closes. Throws 31368 when it has one without the
 * other, 31372, 31373 or 31382 for numbers that cannot be, 10065, 14, 40414 or 40415 for other
 * nonsense.
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
  // It rejects when the connection closes, which is as good an end.
  const { closed: signal } = connection;
  await delay(Math.min(milliseconds, LONGEST_MS), undefined, { signal, ref: false }).catch(
    () => {},
  );
}

/** Whether this is what the client knows already. */
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
