import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';

/** A 32-bit integer. */
export const int = (value: number): Int32 => new Int32(value);
/** A 64-bit integer. */
export const long = (value: string | number): Long => Long.fromString(String(value));
/** A double. */
export const double = (value: number): Double => new Double(value);
/** A decimal. */
export const decimal = (text: string): Decimal128 => Decimal128.fromString(text);
/** An ObjectId that ends in a number. */
export const id = (n: number): ObjectId =>
  ObjectId.createFromHexString(n.toString(16).padStart(24, '0'));
/** A date from ISO text. */
export const date = (text: string): Date => new Date(text);
