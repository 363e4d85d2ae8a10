#!/usr/bin/env node
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EXIT_DIRECTORY_IN_USE, EXIT_DIRECTORY_UNUSABLE } from './launch/child-process.ts';
import { startEmbeddedMongo } from './launch/in-process.ts';
import { DataDirectoryError, DirectoryInUseError } from './storage/directory-error.ts';

const USAGE = `Usage: trastienda-embedded-mongo [options]

  --dir DIR                 data directory (default: a temporary directory)
  --port PORT               port on 127.0.0.1 (default: the directory's last one, or any free port)
  --must-exist              fail when the directory contains no database
  --idle-exit-seconds N     exit N seconds after the last connection has closed
  --no-fsync                acknowledge writes before they are on disk
  --stats                   print the counters as one line of JSON at exit
  --help                    show this help

Prints the URI to connect to as one line, and runs until SIGINT or SIGTERM.
`;

const IDLE_CHECK_MS = 250;

function numberOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new TypeError(`--${name} needs a number, not "${text}"`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      port: { type: 'string' },
      'must-exist': { type: 'boolean' },
      'idle-exit-seconds': { type: 'string' },
      'no-fsync': { type: 'boolean' },
      stats: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const port = numberOption('port', values.port);
  const idleExit = numberOption('idle-exit-seconds', values['idle-exit-seconds']);
  const dir = values.dir === undefined ? undefined : resolve(values.dir);
  const mongo = await startEmbeddedMongo({
    ...(dir === undefined ? {} : { dir }),
    ...(port === undefined ? {} : { port }),
    ...(values['must-exist'] ? { mustExist: true } : {}),
    ...(values['no-fsync'] ? { fsync: false } : {}),
    onNotice: (text) => process.stderr.write(`${text}\n`),
  });
  let isEnding = false;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    clearInterval(timer);
    if (values.stats) process.stdout.write(`${JSON.stringify(mongo.stats())}\n`);
    mongo.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  const timer = setInterval(() => {
    if (idleExit !== undefined && mongo.idleMs() >= idleExit * 1000) end();
  }, IDLE_CHECK_MS);
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  // Printed last: a parent process that reads the URI may send a signal at once.
  process.stdout.write(`${mongo.uri}\n`);
}

function fail(error: unknown): void {
  const exitCode =
    error instanceof DirectoryInUseError
      ? EXIT_DIRECTORY_IN_USE
      : error instanceof DataDirectoryError
        ? EXIT_DIRECTORY_UNUSABLE
        : 1;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(exitCode);
}

main().catch(fail);
