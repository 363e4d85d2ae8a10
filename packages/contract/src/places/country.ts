import { z } from 'zod';

/** Every officially assigned ISO 3166-1 alpha-2 code, sorted; name them with `Intl.DisplayNames`. */
export const COUNTRY_CODES: readonly string[] = [
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR',
  'BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ',
  'EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW',
  'GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY',
  'KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV',
  'MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY',
  'QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG',
  'TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM',
  'ZW',
].flatMap((line) => line.split(' '));

const ASSIGNED: ReadonlySet<string> = new Set(COUNTRY_CODES);

/** Common non-ISO codes, including former and three-letter codes, with their ISO code. */
const ISO_CODES: Readonly<Record<string, string>> = {
  ...{ UK: 'GB', EN: 'GB', GBR: 'GB', EL: 'GR', SP: 'ES', ESP: 'ES', USA: 'US', MEX: 'MX' },
  ...{ DEU: 'DE', GER: 'DE', FRA: 'FR', FX: 'FR', ITA: 'IT', PRT: 'PT', JA: 'JP' },
  ...{ BU: 'MM', TP: 'TL', ZR: 'CD' },
};

/** Returns whether a text is an officially assigned ISO 3166-1 alpha-2 code. */
export function isCountryCode(text: string): boolean {
  return ASSIGNED.has(text);
}

/**
 * Returns the ISO code that an invalid code probably means, as `GB` for `UK`; null when unclear.
 */
export function suggestCountryCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  return ASSIGNED.has(code) ? code : (ISO_CODES[code] ?? null);
}

function describeUnknown({ input }: { readonly input?: unknown }): string {
  const suggestion = typeof input === 'string' ? suggestCountryCode(input) : null;
  const hint = suggestion === null ? '' : `; use ${suggestion}`;
  return `must be an ISO 3166-1 alpha-2 code such as ES${hint}`;
}

/** Country as an officially assigned ISO 3166-1 alpha-2 code, as `ES`. */
export const CountryCode = z.string().refine(isCountryCode, { error: describeUnknown });
export type CountryCode = z.infer<typeof CountryCode>;
