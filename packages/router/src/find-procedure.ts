import { createProcedureFinder } from '@trastienda/procedures';
import type { CallLimit } from './context.ts';
import { appRouter } from './root-router.ts';

/** Returns the procedure at a path such as `catalog.list`, or null. */
export const findProcedure = createProcedureFinder<CallLimit>(appRouter);
