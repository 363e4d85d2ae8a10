import { regionsOf } from '@trastienda/ui/regions';
import { isPostalCodeFirst } from '@trastienda/ui/town-line';

/** What people of a country call their postal code and their regions. */
export type PostalCodeName = 'postalCode' | 'zip' | 'postcode' | 'eircode' | 'cep';
export type RegionName = 'region' | 'province' | 'prefecture' | 'state';

/** How addresses of a country are written. */
export interface CountryRules {
  readonly postalCode: {
    readonly name: PostalCodeName;
    readonly need: 'required' | 'optional' | 'none';
    /** Form of a code in upper case; null where we do not know it. */
    readonly pattern: RegExp | null;
    readonly example: string | null;
    /** Whether it stands before the city. */
    readonly isFirst: boolean;
    readonly isNumeric: boolean;
  };
  readonly region: {
    readonly name: RegionName;
    /** Without this name the post does not deliver. */
    readonly isRequired: boolean;
  };
}

/** Codes of digits alone, by country: an example, whose digits are the pattern. */
const DIGITS: Readonly<Record<string, string>> = {
  ...{ AT: '1010', AU: '2000', BE: '1000', BG: '1000', CH: '8001', CY: '1010', DE: '10115' },
  ...{ DK: '1050', EE: '10111', ES: '28013', FI: '00100', FR: '75001', HR: '10000', HU: '1011' },
  ...{ IT: '00184', LI: '9490', LU: '1009', MX: '06000', NO: '0150', NZ: '1010', RO: '010011' },
  ...{ SI: '1000', TR: '34000', MC: '98000', SM: '47890' },
};

/** Codes with letters, spaces or hyphens: the pattern, and an example. */
const OTHERS: Readonly<Record<string, readonly [RegExp, string]>> = {
  AD: [/^AD\d{3}$/, 'AD500'],
  BR: [/^\d{5}-?\d{3}$/, '01310-100'],
  CA: [/^[A-Z]\d[A-Z] ?\d[A-Z]\d$/, 'K1A 0B1'],
  CZ: [/^\d{3} ?\d{2}$/, '110 00'],
  GB: [/^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/, 'SW1A 1AA'],
  GR: [/^\d{3} ?\d{2}$/, '104 31'],
  IE: [/^[A-Z]\d[\dW] ?[A-Z\d]{4}$/, 'D02 X285'],
  JP: [/^\d{3}-?\d{4}$/, '100-0001'],
  LT: [/^(LT-)?\d{5}$/, '01100'],
  LV: [/^(LV-)?\d{4}$/, 'LV-1050'],
  MT: [/^[A-Z]{3} ?\d{4}$/, 'VLT 1117'],
  NL: [/^\d{4} ?[A-Z]{2}$/, '1012 AB'],
  PL: [/^\d{2}-\d{3}$/, '00-001'],
  PT: [/^\d{4}-\d{3}$/, '1100-148'],
  SE: [/^\d{3} ?\d{2}$/, '111 22'],
  SK: [/^\d{3} ?\d{2}$/, '811 01'],
  US: [/^\d{5}(-\d{4})?$/, '94103'],
};

/** Countries without postal codes. */
const WITHOUT = new Set(
  'AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GD GM GQ GY HK JM KI KM KN KP LC ML MO MR MW NR QA RW SB SC SL SR ST SY TF TG TK TO TV TZ UG VU YE ZW'.split(
    ' ',
  ),
);

const NAMES: Readonly<Record<string, PostalCodeName>> = {
  ...{ US: 'zip', GB: 'postcode', AU: 'postcode', NZ: 'postcode', IE: 'eircode', BR: 'cep' },
};

const STATES = new Set(['AU', 'BR', 'MX', 'US']);
const PROVINCES = new Set(['AR', 'CA', 'ES', 'IT']);

function patternOf(country: string): readonly [RegExp | null, string | null] {
  const other = OTHERS[country];
  if (other !== undefined) return other;
  const example = DIGITS[country];
  if (!example) return [null, null];
  return [new RegExp(`^\\d{${example.length}}$`), example];
}

function regionName(country: string): RegionName {
  if (country === 'JP') return 'prefecture';
  if (STATES.has(country)) return 'state';
  return PROVINCES.has(country) ? 'province' : 'region';
}

/** Returns how addresses of a country are written. */
export function rulesOf(country: string): CountryRules {
  const [pattern, example] = patternOf(country);
  const isKnown = pattern === null ? 'optional' : 'required';
  return {
    postalCode: {
      name: NAMES[country] ?? 'postalCode',
      need: WITHOUT.has(country) ? 'none' : isKnown,
      pattern,
      example,
      isFirst: isPostalCodeFirst(country),
      isNumeric: example !== null && /^\d+$/.test(example),
    },
    region: {
      name: regionName(country),
      // A Spanish postal code says the province.
      isRequired: country !== 'ES' && regionsOf(country).length > 0,
    },
  };
}
