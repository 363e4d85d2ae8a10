import { createErrorAnswers } from '@trastienda/http';
import { appRouter, toAppError } from '@trastienda/shop-router';

/** Returns the response to a request of a page that fails, as that of a procedure. */
export const errorAnswer = createErrorAnswers(appRouter, toAppError);
