import type { EmbeddedMongo } from '@trastienda/embedded-mongo';

/** What the embedded database did for some calls. */
export async function workOf(embedded: EmbeddedMongo, calls: () => Promise<unknown>) {
  embedded.resetStats();
  await calls();
  return embedded.stats();
}
