import { afterAll } from 'vitest';

/**
 * Starts what a test file needs and stops it after the file's last test. Call it at the top of the
 * file: `const shop = await useStarted(startTestShop)`.
 */
export async function useStarted<Started extends { stop(): Promise<unknown> }>(
  start: () => Promise<Started>,
): Promise<Started> {
  const started = await start();
  afterAll(() => started.stop());
  return started;
}
