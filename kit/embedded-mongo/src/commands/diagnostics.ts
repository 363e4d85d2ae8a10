import type { Document } from '../bson/document.ts';
import type { CommandCall } from './command-call.ts';

/** The getCmdLineOpts command: the server's settings in terms of MongoDB's configuration file. */
export function getCmdLineOpts(call: CommandCall): Document {
  const { address, dir, replicaSet } = call.services.settings;
  const { hostname, port } = new URL(`mongodb://${address}`);
  return {
    argv: process.argv.slice(1),
    parsed: {
      net: { bindIp: hostname, port: Number(port) },
      replication: { replSet: replicaSet },
      storage: { dbPath: dir },
    },
  };
}

/** The connPoolStats command: a single-member server opens no connections. */
export function connPoolStats(): Document {
  return {
    numClientConnections: 0,
    numAScopedConnections: 0,
    totalInUse: 0,
    totalAvailable: 0,
    totalLeased: 0,
    totalCreated: 0,
    totalRefreshing: 0,
    pools: {},
    hosts: {},
    replicaSets: {},
  };
}

/** The lockInfo command: there are no locks to report; writes wait for transactions instead. */
export function lockInfo(): Document {
  return { lockInfo: [] };
}
