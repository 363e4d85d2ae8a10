import { defineIdempotency } from '@trastienda/mongo';
import { parseResponse } from './parse-response.ts';

/** Stored responses of idempotent calls, with the fields' current names. */
export const idempotency = defineIdempotency({ parseResponse });
