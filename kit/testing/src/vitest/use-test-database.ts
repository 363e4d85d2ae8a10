import { openTestDatabase } from '../database/open-test-database.ts';
import { useStarted } from './use-started.ts';

/**
 * Gives a test file an empty database with indexes, and stops it after the file's last test:
 * `const { server, database } = await useTestDatabase(openDatabase)`.
 */
export const useTestDatabase: typeof openTestDatabase = (open) =>
  useStarted(() => openTestDatabase(open));
