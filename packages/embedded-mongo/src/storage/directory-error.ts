/** The data directory cannot be used; the message says why and what to do. */
export class DataDirectoryError extends Error {}

/** Another running process has the data directory. */
export class DirectoryInUseError extends DataDirectoryError {}

/** What the system said about a directory or a file in it that takes no writes. */
export function cannotWrite(dir: string, cause: unknown): DataDirectoryError {
  return new DataDirectoryError(`${dir} cannot be written to: ${textOf(cause)}`, { cause });
}

/** A data file that is gone, or holds nothing, where there was a database. */
export function lostData(path: string, what: string): DataDirectoryError {
  return new DataDirectoryError(
    `${path} ${what}, although there was a database in its directory. Put the file back from a backup; ` +
      'to begin with an empty database instead, move the directory away.',
  );
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
