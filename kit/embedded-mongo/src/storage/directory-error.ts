/** The data directory cannot be used. The message says why and what to do. */
export class DataDirectoryError extends Error {}

/** Another running process holds the data directory. */
export class DirectoryInUseError extends DataDirectoryError {}

/** Builds the error for a directory, or a file in it, that cannot be written to. */
export function cannotWrite(dir: string, cause: unknown): DataDirectoryError {
  return new DataDirectoryError(`${dir} cannot be written to: ${messageOf(cause)}`, { cause });
}

/**
 * Builds the error for a data file that is missing or empty although its directory had a database.
 */
export function missingData(path: string, what: string): DataDirectoryError {
  return new DataDirectoryError(
    `${path} ${what}, although there was a database in its directory. Restore the file from a ` +
      'backup, or move the directory away to start with an empty database.',
  );
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
