import { join } from 'node:path';
import * as routes from 'virtual:react-router/server-build';
import type { ServerBuild } from 'react-router';
import {
  createStorefrontOf,
  type Storefront,
  type StorefrontOptions,
} from './create-storefront.ts';

/** Creates the storefront of this build, to be served beside an API, in the same process or alone. */
export function createStorefront(options: StorefrontOptions): Storefront {
  // The generated types of the build have `undefined` where those of the router leave it out.
  const build = routes as ServerBuild;
  return createStorefrontOf(
    { routes: build, clientDir: join(import.meta.dirname, '../client') },
    options,
  );
}

/** Serves the storefront alone, as its environment says. */
export async function runStorefront(): Promise<void> {
  const { run } = await import('./run.ts');
  await run(createStorefront);
}
