import { expect, test } from 'vitest';
import { mayReadSignal } from './may-read-signal.ts';

type Options = Readonly<Record<string, unknown>>;

test.each([
  ['names', ({ ctx, next }: Options) => [ctx, next]],
  ['asynchronous', async ({ ctx, next }: Options) => [ctx, next]],
  ['none', new Function('return ({}) => 0')()],
  ['renamed', ({ ctx: c, input: signalOfInput }: Options) => [c, signalOfInput]],
  ['nested', ({ ctx: { user } }: { readonly ctx: { readonly user: string } }) => user],
])('An arrow function that destructures its argument cannot read others: %s', (_name, fn) => {
  expect(mayReadSignal(fn)).toBe(false);
});

test.each([
  ['the name', ({ signal }: Options) => signal],
  ['renamed', ({ signal: ended }: Options) => ended],
  ['rest', ({ ctx, ...others }: Options) => [ctx, others]],
  ['default', ({ ctx = 'signal' }: Options) => ctx],
  ['computed', ({ [String('signal')]: ended }: Options) => ended],
  ['quoted', new Function('return ({ "signal": ended }) => ended')()],
  ['escaped', new Function('return ({ \\u0073ignal: ended }) => ended')()],
  ['whole', (options: Options) => options.signal],
  ['whole without parentheses', new Function('return options => options.signal')()],
  ['whole, then a pattern', new Function('return (options, { ctx }) => [options, ctx]')()],
  ['arguments', new Function('return function ({ ctx }) { return [ctx, arguments]; }')()],
  ['method', new Function('return { use({ ctx }) { return [ctx, arguments]; } }.use')()],
  ['bound', (({ ctx }: Options) => ctx).bind(null)],
  ['proxy', new Proxy(({ ctx }: Options) => ctx, {})],
])('Any other function may read the signal: %s', (_name, fn) => {
  expect(mayReadSignal(fn)).toBe(true);
});
