import { badValue, failedToParse } from '../../mongo-error.ts';
import { exactOf, toBigInt, toSafeInteger } from '../values/number.ts';
import { binaryOf, isNumber, Rank, typeRank } from '../values/value-type.ts';

type BitOperator = '$bitsAllSet' | '$bitsAllClear' | '$bitsAnySet' | '$bitsAnyClear';

function positionsOfMask(mask: bigint): number[] {
  const positions: number[] = [];
  for (let i = 0, rest = mask; rest > 0n; i += 1, rest >>= 1n) if (rest & 1n) positions.push(i);
  return positions;
}

function positionsOfBytes(bytes: Uint8Array): number[] {
  const positions: number[] = [];
  bytes.forEach((byte, i) => {
    for (let bit = 0; bit < 8; bit += 1) if (byte & (1 << bit)) positions.push(i * 8 + bit);
  });
  return positions;
}

function positionsOf(name: string, operand: unknown): number[] {
  if (Array.isArray(operand)) {
    return operand.map((position: unknown) => {
      const n = toSafeInteger(position);
      if (n === undefined || n < 0) {
        throw badValue(`Failed to parse bit position. Expected a non-negative number in: ${name}`);
      }
      return n;
    });
  }
  if (isNumber(operand)) {
    const mask = toBigInt(operand);
    if (mask === undefined) throw failedToParse(`Expected an integer: ${name}`);
    if (mask < 0n) throw failedToParse(`Expected a non-negative number in: ${name}`);
    return positionsOfMask(mask);
  }
  if (typeRank(operand) === Rank.binary) return positionsOfBytes(binaryOf(operand as object).bytes);
  throw badValue(`${name} takes an Array, a number, or a BinData`);
}

/**
 * Returns a reader of single bits, or `undefined` for values without bits. Numbers are
 * sign-extended.
 */
function bitReader(value: unknown): ((position: number) => boolean) | undefined {
  if (typeRank(value) === Rank.binary) {
    const { bytes } = binaryOf(value as object);
    return (position) => ((bytes[position >> 3] ?? 0) & (1 << (position & 7))) !== 0;
  }
  const exact = exactOf(value);
  if (exact === undefined) return undefined;
  const integer = toBigInt(value);
  if (integer === undefined || integer !== BigInt.asIntN(64, integer)) return undefined;
  return (position) => ((integer >> BigInt(Math.min(position, 63))) & 1n) === 1n;
}

/** Compiles the four bit operators (manual: reference/operator/query-bitwise/). */
export function bitTest(name: BitOperator, operand: unknown): (value: unknown) => boolean {
  const positions = positionsOf(name, operand);
  const wanted = name.endsWith('Set');
  const isAny = name.startsWith('$bitsAny');
  return (value) => {
    const bit = bitReader(value);
    if (!bit) return false;
    const holds = (position: number): boolean => bit(position) === wanted;
    return isAny ? positions.some(holds) : positions.every(holds);
  };
}
