import { Int32 } from 'bson';
import { mongoError } from '../../../mongo-error.ts';
import { compileRegex } from '../../values/regex.ts';
import { isNullish, Rank, regexOf, stringOf, typeName, typeRank } from '../../values/value-type.ts';
import type { Operator } from '../expression-types.ts';
import { named } from '../operands.ts';

function regexFrom(regex: unknown, options: unknown, name: string): RegExp {
  const given = isNullish(options) ? undefined : stringOf(options);
  if (!isNullish(options) && given === undefined)
    throw mongoError(51106, `${name} needs 'options' to be of type string`);
  if (typeRank(regex) === Rank.regex) {
    const own = regexOf(regex as object);
    if (given !== undefined && own.options !== '') {
      throw mongoError(
        51107,
        `${name}: found regex option(s) specified in both 'regex' and 'option' fields`,
      );
    }
    return compileRegex(own.pattern, given ?? own.options);
  }
  const pattern = stringOf(regex);
  if (pattern === undefined)
    throw mongoError(51105, `${name} needs 'regex' to be of type string or regex`);
  return compileRegex(pattern, given ?? '');
}

interface Found {
  readonly match: string;
  readonly idx: Int32;
  readonly captures: readonly (string | null)[];
}

function findAll(regex: RegExp, input: string, isFirstOnly: boolean): Found[] {
  const global = new RegExp(regex.source, `${regex.flags}g`);
  const found: Found[] = [];
  for (const match of input.matchAll(global)) {
    found.push({
      match: match[0],
      idx: new Int32([...input.slice(0, match.index)].length),
      captures: match.slice(1).map((capture) => capture ?? null),
    });
    if (isFirstOnly) break;
  }
  return found;
}

function searching(whenNull: unknown, search: (regex: RegExp, input: string) => unknown): Operator {
  return named(
    { required: ['input', 'regex'], optional: ['options'] },
    ({ input, regex, options }, call) => {
      if (!isNullish(input) && stringOf(input) === undefined) {
        throw mongoError(
          51104,
          `${call.name} needs 'input' to be of type string, not ${typeName(input)}`,
        );
      }
      if (isNullish(regex)) return whenNull;
      const compiled = regexFrom(regex, options, call.name);
      return isNullish(input) ? whenNull : search(compiled, String(input));
    },
  );
}

/** Regular expression operators (manual: reference/operator/aggregation/regexMatch/). */
export const regexOperators: Readonly<Record<string, Operator>> = {
  $regexMatch: searching(false, (regex, input) => regex.test(input)),
  $regexFind: searching(null, (regex, input) => findAll(regex, input, true)[0] ?? null),
  $regexFindAll: searching([], (regex, input) => findAll(regex, input, false)),
};
