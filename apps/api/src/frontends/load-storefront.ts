import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** Who looks at a page. */
export interface PageVisitor {
  readonly requestId: string;
  /** Network address, for the limits of calls; null when it is unknown. */
  readonly address: string | null;
}

/** What the storefront gets from the server that serves it. Its source has the same type. */
export interface StorefrontOptions {
  /** Calls the API for a visitor, without a connection. */
  readonly api: (request: Request, visitor: PageVisitor) => Response | Promise<Response>;
  readonly apiUrl: string;
  readonly publicUrl: string;
  readonly timeZone: string;
  readonly mediaOrigins: readonly string[];
  readonly hasStripe: boolean;
  readonly onError: (error: unknown, visitor: PageVisitor) => void;
}

/** The pages of the shop. */
export interface Storefront {
  fetch(request: Request, visitor: PageVisitor): Promise<Response>;
}

type CreateStorefront = (options: StorefrontOptions) => Storefront;

/** File of the build that has the function. */
export const STOREFRONT_FILE = join('server', 'index.js');

const Build = z.object({
  createStorefront: z.custom<CreateStorefront>((value) => typeof value === 'function'),
});

/** Loads the storefront's build, by its path: the API depends on no source of it. */
export async function loadStorefront(dir: string): Promise<CreateStorefront> {
  const module: unknown = await import(pathToFileURL(join(dir, STOREFRONT_FILE)).href);
  return Build.parse(module).createStorefront;
}
