import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  endChild,
  type RunningProgram,
  startTestDatabase,
  type TestDatabase,
} from '@trastienda/testing';
import { afterEach, beforeEach } from 'vitest';
import { newEncryptionKey } from '../start/secrets/encryption-keys.ts';
import { type CommandOutcome, runCommand } from './run-command.ts';
import { type ProgramName, runProgram } from './run-program.ts';

type Variables = Readonly<Record<string, string>>;

/** Returns the environment of programs that run on an operator's database. */
export function operatorEnv(uri: string, dataDir: string): Variables {
  return {
    PORT: '0',
    MONGODB_URI: uri,
    TRASTIENDA_ENCRYPTION_KEYS: newEncryptionKey(new Date()),
    TRASTIENDA_EMAIL: 'outbox',
    TRASTIENDA_PAYMENTS: 'sandbox',
    TRASTIENDA_PUBLIC_URL: 'http://localhost:3000',
    TRASTIENDA_DATA_DIR: dataDir,
  };
}

/** Server and commands on the same database. */
export interface TestPrograms {
  /** The empty database of the current test. */
  readonly mongo: TestDatabase;
  readonly dataDir: string;
  /** Starts a built program; it is killed after the test. */
  run(name: ProgramName, ...args: string[]): RunningProgram;
  /** Runs a command in this process to its end; see `runCommand`. */
  outcome(...args: string[]): Promise<CommandOutcome>;
  /** Runs a command as a program to its end. */
  programOutcome(...args: string[]): Promise<CommandOutcome>;
}

/**
 * Gives each test of a file an empty database, a data directory and the built programs. `variables`
 * are added to `operatorEnv` whenever a program starts. Call it at the top of the file.
 */
export function usePrograms(variables: () => Variables = () => ({})): TestPrograms {
  let mongo: TestDatabase;
  let dataDir: string;
  const running: RunningProgram[] = [];

  beforeEach(async () => {
    mongo = await startTestDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'trastienda-programs-'));
  });
  afterEach(async () => {
    for (const { child } of running.splice(0)) await endChild(child);
    await mongo.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const envNow = () => ({
    TRASTIENDA_LOG_FORMAT: 'json',
    ...operatorEnv(mongo.uri, dataDir),
    ...variables(),
  });
  const run: TestPrograms['run'] = (name, ...args) => {
    const program = runProgram(name, args, envNow());
    running.push(program);
    return program;
  };
  return {
    get mongo() {
      return mongo;
    },
    get dataDir() {
      return dataDir;
    },
    run,
    outcome: (...args) => runCommand(args, envNow()),
    async programOutcome(...args) {
      const program = run('cli.js', ...args);
      return [await program.ended, program.output()];
    },
  };
}
