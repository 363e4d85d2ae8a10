/**
 * An arrow function with one parameter, a pattern of plain names: `async ({ ctx, next }) => …`. Such a function
 * has no way to its argument but the names, as arrow functions have no `arguments`. No default, rest or
 * computed key, which have other characters.
 */
const NAMES_ONLY = /^(?:async\s*)?\(\s*\{([\w\s$,:{}]*)\}\s*\)\s*=>/;

const SIGNAL = /\bsignal\b/;

/**
 * Whether a middleware or resolver may read `signal` of its argument, by its source text. False only where it
 * certainly does not: most destructure what they need.
 */
export function mayReadSignal(fn: (...args: never) => unknown): boolean {
  const names = NAMES_ONLY.exec(Function.prototype.toString.call(fn))?.[1];
  return names === undefined || SIGNAL.test(names);
}
