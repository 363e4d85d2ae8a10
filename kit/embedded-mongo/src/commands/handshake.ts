import { hostname } from 'node:os';
import { Int32, Long, ObjectId } from 'bson';
import { encodeDocument, MAX_DOCUMENT_BYTES } from '../bson/bson-codec.ts';
import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { sequenceTimestamp } from '../bson/sequence-timestamp.ts';
import { mongoError } from '../mongo-error.ts';
import { SESSION_TIMEOUT_MINUTES } from '../sessions/session-registry.ts';
import { MAX_MESSAGE_BYTES } from '../wire/message.ts';
import type { CommandCall } from './command-call.ts';
import { awaitChange, topologyVersion } from './topology-version.ts';
import { MAX_BATCH_SIZE } from './write-batch.ts';

/** Wire version of MongoDB 8.0, which introduced the bulkWrite command. */
const MAX_WIRE_VERSION = 25;
/** Server version whose behavior is implemented. */
export const SERVER_VERSION = '8.0.0';

const MAX_METADATA_BYTES = 512;

const ELECTION_ID = new ObjectId('7fffffff0000000000000001');

/**
 * The hello command: replies as the primary of a replica set of one. When the client sends a
 * `topologyVersion` and `maxAwaitTimeMS`, the reply is delayed; see {@link awaitChange}.
 */
export async function hello(call: CommandCall): Promise<Document> {
  checkMetadata(call.command);
  call.connection.appName ??= appNameOf(call.command);
  await awaitChange(call);
  const { settings, engine } = call.services;
  const now = new Date();
  const opTime = { ts: sequenceTimestamp(engine.sequence), t: Long.fromNumber(1) };
  const isLegacy = call.name !== 'hello';
  return {
    helloOk: true,
    topologyVersion: topologyVersion(call.services),
    ...(isLegacy ? { ismaster: true } : { isWritablePrimary: true }),
    hosts: [settings.address],
    setName: settings.replicaSet,
    setVersion: new Int32(1),
    secondary: false,
    primary: settings.address,
    me: settings.address,
    electionId: ELECTION_ID,
    lastWrite: { opTime, lastWriteDate: now, majorityOpTime: opTime, majorityWriteDate: now },
    maxBsonObjectSize: new Int32(MAX_DOCUMENT_BYTES),
    maxMessageSizeBytes: new Int32(MAX_MESSAGE_BYTES),
    maxWriteBatchSize: new Int32(MAX_BATCH_SIZE),
    localTime: now,
    logicalSessionTimeoutMinutes: new Int32(SESSION_TIMEOUT_MINUTES),
    connectionId: new Int32(call.connection.id),
    minWireVersion: new Int32(0),
    maxWireVersion: new Int32(MAX_WIRE_VERSION),
    readOnly: false,
  };
}

/** @throws {MongoError} 185 when the client metadata exceeds MongoDB's size limit. */
function checkMetadata({ client }: Document): void {
  if (!isDocument(client) || encodeDocument(client).length <= MAX_METADATA_BYTES) return;
  throw mongoError(
    185,
    `The client metadata document must be less then or equal to ${MAX_METADATA_BYTES} bytes`,
  );
}

/** Returns the client's application name in a hello command. */
export function appNameOf({ client }: Document): string | undefined {
  const application = isDocument(client) ? client.application : undefined;
  const name = isDocument(application) ? application.name : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** The buildInfo command. The field `trastienda` names the actual implementation. */
export function buildInfo(): Document {
  return {
    version: SERVER_VERSION,
    gitVersion: 'trastienda-embedded-mongo',
    modules: [],
    versionArray: SERVER_VERSION.split('.').map(Number).concat(0),
    javascriptEngine: 'none',
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    storageEngines: ['trastienda'],
    trastienda: true,
  };
}

/** The connectionStatus command: no user is authenticated, since there are none. */
export function connectionStatus(): Document {
  return {
    authInfo: {
      authenticatedUsers: [],
      authenticatedUserRoles: [],
      authenticatedUserPrivileges: [],
    },
  };
}

export function hostInfo(): Document {
  return { system: { currentTime: new Date(), hostname: hostname() }, os: {}, extra: {} };
}

/** The serverStatus command, with the fields that clients use. */
export function serverStatus(call: CommandCall): Document {
  const { settings, cursors } = call.services;
  const uptime = Math.floor((Date.now() - settings.startedAt) / 1000);
  return {
    host: settings.address,
    version: SERVER_VERSION,
    process: 'mongod',
    pid: Long.fromNumber(process.pid),
    uptime,
    uptimeMillis: Long.fromNumber(Date.now() - settings.startedAt),
    localTime: new Date(),
    metrics: { cursor: { open: { total: Long.fromNumber(cursors.size) } } },
    storageEngine: { name: 'trastienda', persistent: true, supportsCommittedReads: true },
    repl: { setName: settings.replicaSet, isWritablePrimary: true, secondary: false },
  };
}

type Settable = 'transactionLifetimeLimitSeconds' | 'ttlMonitorSleepSecs';

function parameters(call: CommandCall): Document {
  const { sessions, settings } = call.services;
  const own: Record<Settable, number> = {
    transactionLifetimeLimitSeconds: sessions.transactionLifetimeMs / 1000,
    ttlMonitorSleepSecs: settings.ttlSeconds,
  };
  return {
    ...own,
    featureCompatibilityVersion: { version: '8.0' },
    authenticationMechanisms: [],
    enableTestCommands: true,
    requireApiVersion: false,
    notablescan: false,
    logLevel: 0,
  };
}

/** The getParameter command: `'*'`, or the named parameters. */
export function getParameter(call: CommandCall): Document {
  const { command } = call;
  const all = parameters(call);
  const wanted = command.getParameter;
  if (wanted === '*' || (isDocument(wanted) && wanted.allParameters === true)) return all;
  const names = Object.keys(command).filter((name) => Object.hasOwn(all, name));
  if (names.length === 0) throw mongoError(72, 'no option found to get');
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

/** The setParameter command, for the supported parameters. */
export function setParameter(call: CommandCall): Document {
  const { command } = call;
  const { sessions, settings } = call.services;
  const was = parameters(call);
  for (const name of ['transactionLifetimeLimitSeconds', 'ttlMonitorSleepSecs'] as const) {
    if (command[name] === undefined) continue;
    const seconds = Number(String(command[name]));
    if (!(seconds > 0)) throw mongoError(2, `Invalid value for parameter ${name}`);
    if (name === 'ttlMonitorSleepSecs') settings.ttlSeconds = seconds;
    else sessions.transactionLifetimeMs = seconds * 1000;
    return { was: was[name] };
  }
  throw mongoError(72, 'no option found to set, use help:true to see options');
}
