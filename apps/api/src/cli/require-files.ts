import { stat } from 'node:fs/promises';
import { UsageError } from './run-commands.ts';

/** Rejects calls without a file, or with one that does not exist. */
export async function requireFiles(files: readonly string[]): Promise<void> {
  if (files.length === 0) throw new UsageError('Name the CSV files to import.');
  for (const file of files) {
    const isFile = await stat(file).then(
      (stats) => stats.isFile(),
      () => false,
    );
    if (!isFile) throw new UsageError(`There is no file ${file}.`);
  }
}
