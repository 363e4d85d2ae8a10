import { errors, issues } from './errors.en.ts';
import { events } from './events.en.ts';
import { imports } from './imports.en.ts';
import { orders } from './orders.en.ts';
import { overview } from './overview.en.ts';
import { products } from './products.en.ts';
import { shell, signIn, table } from './shell.en.ts';
import { stock } from './stock.en.ts';

/** English texts of all areas. They are the type of those in other languages. */
export const en = {
  shell,
  signIn,
  table,
  errors,
  issues,
  overview,
  orders,
  events,
  imports,
  products,
  stock,
} as const;
