import { idempotency } from './idempotency/idempotency-store.ts';
import { leases } from './leases/lease-store.ts';
import { rateLimits } from './rate-limits/rate-limit-store.ts';

/** The collections that every application with idempotent calls, jobs and limits has. */
export const BASE_COLLECTIONS = { idempotency, leases, rateLimits };
