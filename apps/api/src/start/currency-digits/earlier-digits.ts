/**
 * Digits with which amounts may have been written before digits came from ISO 4217, where they
 * differ: those of `Intl` in Node 20.19 to 26 (ICU 76 to 78). HUF, COP, IDR, PKR and RSD changed
 * from ICU 77 to ICU 78. For all other currencies these versions agree with ISO.
 */
export const EARLIER_DIGITS: Readonly<Record<string, readonly number[]>> = {
  AFN: [0],
  ALL: [0],
  COP: [0, 2],
  HUF: [0, 2],
  IDR: [0, 2],
  IQD: [0],
  IRR: [0],
  KPW: [0],
  LAK: [0],
  LBP: [0],
  MGA: [0],
  MMK: [0],
  PKR: [0, 2],
  RSD: [0, 2],
  SLL: [0],
  SOS: [0],
  STD: [0],
  SYP: [0],
  YER: [0],
};
