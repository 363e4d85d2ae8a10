export { runCount } from './run-count.ts';
export { useStarted } from './use-started.ts';
export { useTestDatabase } from './use-test-database.ts';
