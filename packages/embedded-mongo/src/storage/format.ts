import { decodeDocument, encodeDocument } from './bson-codec.ts';
import { numberOf } from './bson-values.ts';
import type { FileStore } from './file-store.ts';
import { FORMAT_KEY, STATE_KEY } from './key-space.ts';
import { encodeState, INITIAL_STATE, nextSequence } from './state-record.ts';

/** The format that this version writes. A change that older code cannot read raises it. */
const FORMAT_VERSION = 1;
const FORMAT_NAME = 'trastienda-embedded-mongo';

/** The data directory cannot be used; the message says why and what to do. */
export class DataDirectoryError extends Error {}

/** Another running process has the data directory. */
export class DirectoryInUseError extends DataDirectoryError {}

/**
 * Reads the format record of an existing file, or makes a new file. Throws
 * {@link DataDirectoryError} when the file is another program's or a later version's.
 */
export async function openFormat(store: FileStore, dir: string): Promise<void> {
  const view = store.snapshot();
  let bytes: Buffer | undefined;
  try {
    bytes = view.get(FORMAT_KEY);
  } finally {
    view.release();
  }
  if (bytes) {
    checkFormat(bytes, dir);
    return;
  }
  const record = { name: FORMAT_NAME, version: FORMAT_VERSION, createdAt: new Date() };
  const state = { ...INITIAL_STATE, sequence: nextSequence(0n, Date.now()) };
  try {
    await store.commit([
      { key: FORMAT_KEY, value: encodeDocument(record) },
      { key: STATE_KEY, value: encodeState(state) },
    ]).durable;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new DataDirectoryError(`${dir} cannot be written to: ${text}`, { cause: error });
  }
}

function checkFormat(bytes: Buffer, dir: string): void {
  const { name, version } = decodeDocument(bytes);
  if (name !== FORMAT_NAME) {
    throw new DataDirectoryError(`${dir} holds the data of another program`);
  }
  const found = numberOf(version) ?? 0;
  if (found > FORMAT_VERSION) {
    throw new DataDirectoryError(
      `${dir} was written in format ${found}, and this version reads up to ${FORMAT_VERSION}: ` +
        'use the newer version, or move the directory away to start empty',
    );
  }
}
