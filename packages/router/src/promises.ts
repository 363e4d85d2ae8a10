import { createPromises, type RouterPromises } from '@trastienda/procedures';
import { appRouter } from './root-router.ts';

/** What clients need to know of the procedures; the build of the client copies it as plain data. */
export const promises: RouterPromises = createPromises(appRouter);
