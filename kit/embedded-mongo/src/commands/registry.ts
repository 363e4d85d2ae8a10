import type { Document } from '../bson/document.ts';
import { AGGREGATE_FIELDS, aggregate } from './aggregate.ts';
import { BULK_WRITE_FIELDS, bulkWrite } from './bulk-write.ts';
import {
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  renameCollection,
} from './collections.ts';
import type { CommandSpec } from './command-call.ts';
import { configureFailPoint } from './configure-fail-point.ts';
import { COUNT_FIELDS, count } from './count.ts';
import { CREATE_FIELDS, create } from './create-collection.ts';
import { dbHash } from './db-hash.ts';
import { deleteDocuments } from './delete.ts';
import { connPoolStats, getCmdLineOpts, lockInfo } from './diagnostics.ts';
import { DISTINCT_FIELDS, distinct } from './distinct.ts';
import { explain } from './explain.ts';
import { FIND_FIELDS, find } from './find.ts';
import { FIND_AND_MODIFY_FIELDS, findAndModify } from './find-and-modify.ts';
import { getMore, killCursors } from './get-more.ts';
import {
  buildInfo,
  connectionStatus,
  getParameter,
  hello,
  hostInfo,
  serverStatus,
  setParameter,
} from './handshake.ts';
import { COLL_MOD_FIELDS, collMod, createIndexes, dropIndexes, listIndexes } from './indexes.ts';
import { insert } from './insert.ts';
import {
  abort,
  commit,
  endSessions,
  killAllSessions,
  killSessions,
  refreshSessions,
  startSession,
} from './sessions.ts';
import { collStats, dataSize, dbStats } from './sizes.ts';
import { isInStableApi } from './stable-api.ts';
import { update } from './update.ts';

const HELLO_FIELDS = [
  'client',
  'compression',
  'helloOk',
  'saslSupportedMechs',
  'speculativeAuthenticate',
  'loadBalanced',
  'topologyVersion',
  'maxAwaitTimeMS',
  'hostInfo',
  'internalClient',
  'backpressure',
];
const helloSpec: CommandSpec = { run: hello, fields: HELLO_FIELDS, isHandshake: true };

const findAndModifySpec: CommandSpec = {
  run: findAndModify,
  fields: FIND_AND_MODIFY_FIELDS,
  inTransaction: true,
};
const dropIndexesSpec: CommandSpec = { run: dropIndexes, fields: ['index'] };
const buildInfoSpec: CommandSpec = { run: buildInfo, fields: [], isHandshake: true };

const collStatsSpec: CommandSpec = { run: collStats, fields: ['scale'] };
const dbStatsSpec: CommandSpec = { run: dbStats, fields: ['scale', 'freeStorage'] };
const dataSizeSpec: CommandSpec = {
  run: dataSize,
  fields: ['keyPattern', 'min', 'max', 'estimate'],
};
const dbHashSpec: CommandSpec = { run: dbHash, fields: ['collections', 'skipTempCollections'] };

const BATCH_FIELDS = ['ordered', 'bypassDocumentValidation', 'let'];
const STORING_FIELDS = [...BATCH_FIELDS, 'bypassEmptyTsReplacement'];

const COMMANDS: Readonly<Record<string, CommandSpec>> = {
  // Handshake and monitoring.
  hello: helloSpec,
  isMaster: helloSpec,
  ismaster: helloSpec,
  ping: { run: () => ({}), fields: [], isHandshake: true },
  buildInfo: buildInfoSpec,
  buildinfo: buildInfoSpec,
  connectionStatus: { run: connectionStatus, fields: ['showPrivileges'] },
  hostInfo: { run: hostInfo, fields: [] },
  serverStatus: { run: serverStatus, fields: ['repl', 'metrics', 'locks', 'wiredTiger'] },
  whatsmyuri: { run: () => ({ you: '127.0.0.1' }), fields: [] },
  getParameter: {
    run: getParameter,
    fields: [
      'transactionLifetimeLimitSeconds',
      'ttlMonitorSleepSecs',
      'featureCompatibilityVersion',
      'authenticationMechanisms',
      'enableTestCommands',
      'requireApiVersion',
      'notablescan',
      'logLevel',
      'allParameters',
    ],
    adminOnly: true,
  },
  setParameter: {
    run: setParameter,
    fields: ['transactionLifetimeLimitSeconds', 'ttlMonitorSleepSecs'],
    adminOnly: true,
  },
  // Sessions and transactions.
  startSession: { run: startSession, fields: [] },
  endSessions: { run: endSessions, fields: [] },
  killSessions: { run: killSessions, fields: [] },
  killAllSessions: { run: killAllSessions, fields: [] },
  refreshSessions: { run: refreshSessions, fields: [] },
  commitTransaction: {
    run: commit,
    fields: ['recoveryToken'],
    inTransaction: true,
    adminOnly: true,
  },
  abortTransaction: {
    run: abort,
    fields: ['recoveryToken'],
    inTransaction: true,
    adminOnly: true,
  },
  configureFailPoint: { run: configureFailPoint, fields: ['mode', 'data'], adminOnly: true },
  // Reads.
  find: { run: find, fields: FIND_FIELDS, inTransaction: true },
  getMore: {
    run: getMore,
    fields: ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime'],
    inTransaction: true,
  },
  killCursors: { run: killCursors, fields: ['cursors'], inTransaction: true },
  count: { run: count, fields: COUNT_FIELDS },
  distinct: { run: distinct, fields: DISTINCT_FIELDS, inTransaction: true },
  aggregate: { run: aggregate, fields: AGGREGATE_FIELDS, inTransaction: true },
  explain: { run: explain, fields: ['verbosity'] },
  // Writes.
  insert: { run: insert, fields: ['documents', ...STORING_FIELDS], inTransaction: true },
  update: { run: update, fields: ['updates', ...STORING_FIELDS], inTransaction: true },
  delete: { run: deleteDocuments, fields: ['deletes', ...BATCH_FIELDS], inTransaction: true },
  findAndModify: findAndModifySpec,
  findandmodify: findAndModifySpec,
  bulkWrite: { run: bulkWrite, fields: BULK_WRITE_FIELDS, inTransaction: true, adminOnly: true },
  // Collections and indexes.
  create: { run: create, fields: CREATE_FIELDS, inTransaction: true },
  drop: { run: drop, fields: [] },
  dropDatabase: { run: dropDatabase, fields: [] },
  renameCollection: { run: renameCollection, fields: ['to', 'dropTarget'], adminOnly: true },
  listCollections: {
    run: listCollections,
    fields: ['filter', 'cursor', 'nameOnly', 'authorizedCollections'],
  },
  listDatabases: {
    run: listDatabases,
    fields: ['filter', 'nameOnly', 'authorizedDatabases'],
    adminOnly: true,
  },
  createIndexes: {
    run: createIndexes,
    fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'],
    inTransaction: true,
  },
  dropIndexes: dropIndexesSpec,
  deleteIndexes: dropIndexesSpec,
  listIndexes: {
    run: listIndexes,
    fields: ['cursor', 'includeBuildUUIDs', 'includeIndexBuildInfo'],
  },
  collMod: { run: collMod, fields: COLL_MOD_FIELDS },
  collStats: collStatsSpec,
  collstats: collStatsSpec,
  dbStats: dbStatsSpec,
  dbstats: dbStatsSpec,
  dataSize: dataSizeSpec,
  datasize: dataSizeSpec,
  dbHash: dbHashSpec,
  dbhash: dbHashSpec,
  // Diagnostics.
  getCmdLineOpts: { run: getCmdLineOpts, fields: [], adminOnly: true },
  connPoolStats: { run: connPoolStats, fields: [] },
  lockInfo: { run: lockInfo, fields: ['includeStorageEngineMetrics'], adminOnly: true },
  listCommands: { run: listCommands, fields: [] },
};

interface KnownCommand extends CommandSpec {
  readonly known: ReadonlySet<string>;
}

const KNOWN: ReadonlyMap<string, KnownCommand> = new Map(
  Object.entries(COMMANDS).map(([name, spec]) => [name, { ...spec, known: new Set(spec.fields) }]),
);

/** Returns the command of that name, if it is supported. */
export function findCommand(name: string): KnownCommand | undefined {
  return KNOWN.get(name);
}

/** The listCommands command: lists supported commands only. */
function listCommands(): Document {
  const described = [...KNOWN].map(([name, { adminOnly }]): [string, Document] => [
    name,
    {
      help: 'no help defined',
      requiresAuth: false,
      secondaryOk: true,
      adminOnly: adminOnly === true,
      apiVersions: isInStableApi(name) ? ['1'] : [],
      deprecatedApiVersions: [],
    },
  ]);
  return { commands: Object.fromEntries(described) };
}
