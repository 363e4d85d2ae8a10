import { Double, Int32 } from 'bson';
import { expect, describe as group, test } from 'vitest';
import { compileFilter } from '../filters/matcher.ts';
import { errorCode } from '../testing/error-code.ts';
import { evaluateLet } from './variables.ts';

group("a command's let", () => {
  test('is evaluated once, without a document', () => {
    expect(evaluateLet({ a: 5, b: { $add: [1, 2] }, c: { $literal: '$x' } })).toEqual({
      a: 5,
      b: new Int32(3),
      c: '$x',
    });
  });

  test('keeps one $rand value for the whole command', () => {
    const { r } = evaluateLet({ r: { $rand: {} } });
    expect(r).toBeInstanceOf(Double);
    expect(Number(r)).toBeGreaterThanOrEqual(0);
    expect(Number(r)).toBeLessThan(1);
    expect(errorCode(() => evaluateLet({ r: { $rand: { max: 5 } } }))).toBe(3040501);
  });

  test('is visible in $expr', () => {
    const vars = evaluateLet({ limit: { $multiply: [2, 5] } });
    const filter = compileFilter({ $expr: { $gt: ['$n', '$$limit'] } }, { vars });
    expect(filter.matches({ n: 11 })).toBe(true);
    expect(filter.matches({ n: 10 })).toBe(false);
  });

  test('rejects an invalid variable name (9) and a field path (9)', () => {
    expect(errorCode(() => evaluateLet({ ROOT: 1 }))).toBe(9);
    expect(errorCode(() => evaluateLet({ a: '$x' }))).toBe(9);
  });
});
