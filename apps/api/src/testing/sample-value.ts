import { z } from 'zod';

/** A text that is a slug, a line, HTML and a SKU alike. */
const textOf = (number: number) => `sample-${number}`;

/** Returns a value that the schema accepts, another one for each number of 1 and 2. */
export function sampleValue(schema: z.core.$ZodType, number: 1 | 2): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return sampleValue(schema.unwrap(), number);
  }
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([name, field]) => [
      name,
      // A shop has one currency.
      name === 'currency' ? 'EUR' : sampleValue(field, number),
    ]);
    return Object.fromEntries(fields);
  }
  if (schema instanceof z.ZodArray) return [sampleValue(schema.element, number)];
  if (schema instanceof z.ZodPipe) return sampleValue(schema.in, number);
  if (schema instanceof z.ZodEnum) return schema.options[number];
  if (schema instanceof z.ZodURL) return `https://cdn.example/${textOf(number)}.jpg`;
  if (schema instanceof z.ZodString) return textOf(number);
  if (schema instanceof z.ZodNumber) return number;
  if (schema instanceof z.ZodBoolean) return number === 1;
  throw new TypeError('There is no sample for this kind of schema: add one here.');
}
