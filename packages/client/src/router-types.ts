import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from './app-router.ts';

/**
 * What the procedures take.
 *
 * @example
 * type Filter = RouterInputs['catalog']['list'];
 */
export type RouterInputs = inferRouterInputs<AppRouter>;

/**
 * What the procedures give.
 *
 * @example
 * type Product = RouterOutputs['catalog']['get'];
 */
export type RouterOutputs = inferRouterOutputs<AppRouter>;
