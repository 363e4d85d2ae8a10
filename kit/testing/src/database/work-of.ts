import type { EmbeddedMongo } from '@trastienda/embedded-mongo';

/** Measures the work of the embedded database for some calls. */
export async function workOf(embedded: EmbeddedMongo, calls: () => Promise<unknown>) {
  embedded.resetStats();
  await calls();
  return embedded.stats();
}
