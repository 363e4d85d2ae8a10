/** The data directory cannot be used; the message says why and what to do. */
export class DataDirectoryError extends Error {}

/** Another running process has the data directory. */
export class DirectoryInUseError extends DataDirectoryError {}

/** What the system said about a directory or a file in it that takes no writes. */
export function cannotWrite(dir: string, cause: unknown): DataDirectoryError {
  return new DataDirectoryError(`${dir} cannot be written to: ${textOf(cause)}`, { cause });
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
