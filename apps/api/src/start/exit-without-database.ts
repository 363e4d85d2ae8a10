/**
 * Exits with 1 when the database is lost, with the reason as the last line. A supervisor that
 * restarts the process then finds a database that can be opened again.
 */
export function exitWithoutDatabase(error: Error): never {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
