/**
 * Currencies of ISO 4217 list one as of 2026-01-01, by the digits of their minor unit. The only
 * source of digits: `Intl` follows CLDR, which deviates from ISO and changes with ICU, and so from
 * one Node version or browser to the next.
 *
 * Left out: codes without a minor unit (metals, bond units, `XDR`, `XSU`, `XUA`, `XTS`, `XXX`), and
 * funds and units of account that are not means of payment (`BOV`, `CHE`, `CHW`, `CLF`, `COU`,
 * `MXV`, `USN`, `UYI`, `UYW`, `XAD`).
 */
const BY_DIGITS = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF ' +
    'CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD ' +
    'HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA ' +
    'MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN ' +
    'QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP ' +
    'TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
} as const;

/**
 * Withdrawn currencies, with their former digits. A code is never removed from this file:
 * stored amounts in it must stay readable.
 */
const WITHDRAWN = { 2: 'ANG BGN CUC HRK SLL STD ZWL' } as const;

function digitsByCode(table: Readonly<Record<number, string>>): [string, number][] {
  return Object.entries(table).flatMap(([digits, codes]) =>
    codes.split(' ').map((code): [string, number] => [code, Number(digits)]),
  );
}

const CURRENT = digitsByCode(BY_DIGITS);
const DIGITS: ReadonlyMap<string, number> = new Map([...CURRENT, ...digitsByCode(WITHDRAWN)]);

/** The codes of the currencies that ISO 4217 lists today, in alphabetical order. */
export const CURRENCIES: readonly string[] = CURRENT.map(([code]) => code).sort();

/** Returns whether amounts may be in a currency: those of `CURRENCIES` and withdrawn ones. */
export function isCurrency(code: string): boolean {
  return DIGITS.has(code);
}

/**
 * Returns how many decimal digits the minor unit of a currency has by ISO 4217: 2 for `EUR` and
 * `HUF`, 0 for `JPY`, 3 for `KWD`.
 *
 * @throws {RangeError} when `isCurrency` is false for the code.
 */
export function minorUnitDigits(currency: string): number {
  const digits = DIGITS.get(currency);
  if (digits === undefined) throw new RangeError(`${currency} is not a currency of ISO 4217`);
  return digits;
}
