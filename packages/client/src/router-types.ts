import type { AppRouter } from '@trastienda/shop-router/app-router';
import type { inferRouterOutputs } from '@trpc/server';

type Procedures = AppRouter['_def']['record'];

type InputsOf<Record> = {
  [Key in keyof Record]: Record[Key] extends { _def: { $types: { input: infer Input } } }
    ? Exclude<Input, undefined>
    : InputsOf<Record[Key]>;
};

type ReasonsOf<Record> = {
  [Key in keyof Record]: Record[Key] extends {
    _def: { $types: { errorShape: { data: { reason: infer Reason } } } };
  }
    ? Reason
    : ReasonsOf<Record[Key]>;
};

/**
 * Input types of all procedures, without the `undefined` of those that may be left out; `void` where
 * a procedure has none.
 *
 * @example
 * type Filter = RouterInputs['catalog']['list'];
 */
export type RouterInputs = InputsOf<Procedures>;

/**
 * Output types of all procedures. Those of the most used ones have names, such as `Product`.
 *
 * @example
 * type Page = RouterOutputs['catalog']['list'];
 */
export type RouterOutputs = inferRouterOutputs<AppRouter>;

/**
 * Reasons with which a call of each procedure may fail.
 *
 * @example
 * type StartFailure = RouterErrorReasons['checkout']['start'];
 */
export type RouterErrorReasons = ReasonsOf<Procedures>;
