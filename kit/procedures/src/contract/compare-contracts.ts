import type { JsonSchema } from '../openapi/json-schema.ts';
import type { Side } from '../types/print-schema.ts';
import { comparePromises, compareReasons } from './compare-promises.ts';
import type {
  Change,
  Contract,
  ContractChange,
  ErrorContract,
  ProcedureContract,
} from './contract.ts';
import { findMisfits, type Misfit } from './schema-misfits.ts';

const REFERENCE = /"\$ref":"#\/schemas\/([^"]+)"/g;

const refsIn = (text: string) => [...text.matchAll(REFERENCE)].map(([, name = '']) => name);

/** Returns the names of the schemas that are the same in both contracts, with all that they refer to. */
function unchangedSchemas(before: Contract, after: Contract): ReadonlySet<string> {
  const texts = new Map<string, string>();
  for (const [name, schema] of Object.entries(before.schemas)) {
    const text = JSON.stringify(schema);
    if (text === JSON.stringify(after.schemas[name])) texts.set(name, text);
  }
  for (let size = -1; size !== texts.size; ) {
    size = texts.size;
    for (const [name, text] of texts) {
      if (!refsIn(text).every((each) => texts.has(each))) texts.delete(name);
    }
  }
  return new Set(texts.keys());
}

type CompareSchemas = (
  side: Side,
  before: JsonSchema,
  after: JsonSchema,
  name: string,
) => readonly Change[];

function schemaComparison(before: Contract, after: Contract): CompareSchemas {
  const unchanged = unchangedSchemas(before, after);
  return (side, old, current, name) => {
    const text = JSON.stringify(old);
    const isSame =
      text === JSON.stringify(current) && refsIn(text).every((ref) => unchanged.has(ref));
    if (isSame) return [];
    const find = (asks: 'keeps' | 'gains') => {
      const schemas = { before: before.schemas, after: after.schemas };
      const misfits = findMisfits(old, current, { side, asks, ...schemas });
      const say = ({ path, what }: Misfit) => `${name}${path === '' ? '' : ` ${path}`} ${what}`;
      return new Set(misfits.map(say));
    };
    const losses = find('keeps');
    const gains = [...find('gains')].filter((what) => !losses.has(what));
    return [
      ...[...losses].map((what): Change => ({ kind: 'breaking', what })),
      ...gains.map((what): Change => ({ kind: 'compatible', what })),
    ];
  };
}

function compareInputs(
  before: ProcedureContract,
  after: ProcedureContract,
  compare: CompareSchemas,
): readonly Change[] {
  if (before.input !== undefined && after.input !== undefined) {
    const optional: Change = { kind: 'compatible', what: 'input is optional, was required' };
    const required: Change = { kind: 'breaking', what: 'input is required, was optional' };
    return [
      ...(before.isInputOptional === after.isInputOptional
        ? []
        : [after.isInputOptional === true ? optional : required]),
      ...compare('input', before.input, after.input, 'input'),
    ];
  }
  if (before.input !== undefined) return [{ kind: 'breaking', what: 'input was removed' }];
  if (after.input === undefined) return [];
  return after.isInputOptional === true
    ? [{ kind: 'compatible', what: 'input is new and optional' }]
    : [{ kind: 'breaking', what: 'input is new and required' }];
}

function compareError(
  reason: string,
  before: ErrorContract,
  after: ErrorContract,
  compare: CompareSchemas,
): readonly Change[] {
  const changes: Change[] = [];
  if (before.status !== after.status) {
    const what = `${reason} has the status ${after.status}, was ${before.status}`;
    changes.push({ kind: 'breaking', what });
  }
  if (before.isRetryable !== after.isRetryable) {
    const what = `${reason} is ${after.isRetryable ? 'now' : 'no longer'} retryable`;
    changes.push({ kind: 'compatible', what });
  }
  const name = `details of ${reason}`;
  if (before.details !== undefined && after.details !== undefined) {
    changes.push(...compare('output', before.details, after.details, name));
  } else if (before.details !== undefined) {
    changes.push({ kind: 'breaking', what: `${name} were removed` });
  } else if (after.details !== undefined) {
    changes.push({ kind: 'compatible', what: `${name} are new` });
  }
  return changes;
}

/** Returns the pairs of two records by key; one of a pair is undefined where only the other exists. */
function pairs<Value>(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): readonly (readonly [string, Value | undefined, Value | undefined])[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].toSorted().map((key) => [key, before[key], after[key]]);
}

/**
 * Compares two contracts of a router, and returns what has changed for clients: sorted by
 * procedure, breaking changes first. docs/CONTRACTS.md has the rules.
 *
 * @example
 * const changes = compareContracts(released, createContract(appRouter, options));
 * const breaking = changes.filter(({ kind }) => kind === 'breaking');
 */
export function compareContracts(before: Contract, after: Contract): readonly ContractChange[] {
  const compare = schemaComparison(before, after);
  const changes: ContractChange[] = [];
  const add = (procedure: string, some: readonly Change[]) => {
    const of = (kind: Change['kind']) => some.filter((change) => change.kind === kind);
    const sorted = [...of('breaking'), ...of('compatible')];
    changes.push(...sorted.map(({ kind, what }) => ({ kind, procedure, what })));
  };

  add('*', [
    ...compareReasons(before.commonErrors, after.commonErrors),
    ...pairs(before.errors, after.errors).flatMap(([reason, old, current]) =>
      old === undefined || current === undefined ? [] : compareError(reason, old, current, compare),
    ),
  ]);
  for (const [path, old, current] of pairs(before.procedures, after.procedures)) {
    if (current === undefined) add(path, [{ kind: 'breaking', what: 'the procedure was removed' }]);
    else if (old === undefined) add(path, [{ kind: 'compatible', what: 'the procedure is new' }]);
    else {
      add(path, [
        ...comparePromises(old, current),
        ...compareInputs(old, current, compare),
        ...compare('output', old.output, current.output, 'output'),
      ]);
    }
  }
  return changes;
}
