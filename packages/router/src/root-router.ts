import { catalog } from './catalog/index.ts';
import { t } from './trpc.ts';

export const procedures = { catalog };

/** The router that HTTP serves. */
export const appRouter = t.router(procedures);
