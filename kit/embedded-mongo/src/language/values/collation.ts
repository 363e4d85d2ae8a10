import type { Document } from '../../bson/document.ts';
import { badValue, mongoError, notSupported } from '../../mongo-error.ts';
import type { Collation } from './collation-types.ts';
import { toSafeInteger } from './number.ts';
import { stringFolder } from './string-folding.ts';

const DEFAULTS = {
  caseLevel: false,
  caseFirst: 'off',
  strength: 3,
  numericOrdering: false,
  alternate: 'non-ignorable',
  maxVariable: 'punct',
  normalization: false,
  backwards: false,
};

const SENSITIVITY = { 1: 'base', 2: 'accent', 3: 'variant' } as const;

function readSpec(spec: Document): typeof DEFAULTS & { locale: string } {
  if (typeof spec.locale !== 'string') {
    throw mongoError(40414, "BSON field 'collation.locale' is missing but a required field");
  }
  const read = { locale: spec.locale, ...DEFAULTS };
  for (const name of Object.keys(spec)) {
    if (name === 'locale' || name === 'version') continue;
    if (!Object.hasOwn(DEFAULTS, name)) {
      throw mongoError(40415, `BSON field 'collation.${name}' is an unknown field.`);
    }
    const value = name === 'strength' ? toSafeInteger(spec[name]) : spec[name];
    const key = name as keyof typeof DEFAULTS;
    if (typeof value !== typeof DEFAULTS[key]) {
      throw mongoError(14, `BSON field 'collation.${name}' is the wrong type`);
    }
    Object.assign(read, { [name]: value });
  }
  if (read.strength < 1 || read.strength > 5) {
    throw badValue(
      `Enumeration value '${read.strength}' for field 'strength' is not a valid value.`,
    );
  }
  return read;
}

function checkSupported(spec: ReturnType<typeof readSpec>): void {
  if (spec.strength > 3) throw notSupported(`collation strength ${spec.strength}`);
  if (spec.caseLevel && spec.strength > 1)
    throw notSupported('collation caseLevel above strength 1');
  if (spec.locale === 'fr_CA' || spec.locale === 'fr-CA') {
    // It compares accents from the end, which `Intl.Collator` does not do.
    throw notSupported('the collation locale fr_CA');
  }
  if (spec.backwards) throw notSupported('collation backwards');
  if (spec.alternate !== 'non-ignorable') throw notSupported('collation alternate: shifted');
  if (spec.locale.includes('@')) throw notSupported('collation variants (locale@collation=…)');
}

function toBcp47(locale: string): string {
  const tag = locale.replaceAll('_', '-');
  let supported: readonly string[] = [];
  try {
    supported = Intl.Collator.supportedLocalesOf([tag]);
  } catch {
    // A malformed tag fails like an unknown locale.
  }
  if (supported.length === 0)
    throw badValue(`Field 'locale' is invalid in: { locale: "${locale}" }`);
  return tag;
}

/**
 * Creates a collation (manual: reference/collation/) on `Intl.Collator`: strengths 1 to 3,
 * caseLevel at strength 1, caseFirst, numericOrdering. Returns `undefined` for the locale `simple`.
 *
 * @throws {MongoError} 2, 14, 40414 or 40415 for an invalid document, 115 for a refused option.
 */
export function createCollation(document: Document): Collation | undefined {
  if (document.locale === 'simple') return undefined;
  const spec = readSpec(document);
  checkSupported(spec);
  const caseFirst = spec.caseFirst === 'off' ? 'false' : spec.caseFirst;
  if (caseFirst !== 'false' && caseFirst !== 'upper' && caseFirst !== 'lower') {
    throw badValue(
      `Enumeration value '${spec.caseFirst}' for field 'caseFirst' is not a valid value.`,
    );
  }
  const level = spec.strength === 1 || spec.strength === 2 ? spec.strength : 3;
  const locale = toBcp47(spec.locale);
  // Folding keeps base letters only, so that its keys work for every strength.
  const base = new Intl.Collator(locale, { sensitivity: 'base' });
  const collator = new Intl.Collator(locale, {
    sensitivity: spec.caseLevel ? 'case' : SENSITIVITY[level],
    numeric: spec.numericOrdering,
    caseFirst,
  });
  return {
    spec: { ...spec, version: '57.1' },
    compareStrings: (a, b) => collator.compare(a, b),
    foldString: stringFolder((a, b) => base.compare(a, b) === 0, spec.numericOrdering),
  };
}
