import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from './app-router.ts';

/**
 * Input types of all procedures.
 *
 * @example
 * type Filter = RouterInputs['catalog']['list'];
 */
export type RouterInputs = inferRouterInputs<AppRouter>;

/**
 * Output types of all procedures.
 *
 * @example
 * type Product = RouterOutputs['catalog']['get'];
 */
export type RouterOutputs = inferRouterOutputs<AppRouter>;
