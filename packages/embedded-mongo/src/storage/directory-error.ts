/** The data directory cannot be used. The message says why and what to do. */
export class DataDirectoryError extends Error {}

/** Another running process holds the data directory. */
export class DirectoryInUseError extends DataDirectoryError {}

/** Builds the error for a directory, or a file in it, that cannot be written to. */
export function cannotWrite(dir: string, cause: unknown): DataDirectoryError {
  return new DataDirectoryError(`${dir} cannot be written to: ${textOf(cause)}`, { cause });
}

/**
 * Builds the error for a data file that is missing or empty although its directory had a database.
 */
export function lostData(path: string, what: string): DataDirectoryError {
  return new DataDirectoryError(
    `${path} ${what}, although there was a database in its directory. Put the file back from a backup; ` +
      'to begin with an empty database instead, move the directory away.',
  );
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
