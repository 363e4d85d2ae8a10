/**
 * Texts of another language: the same keys as the English ones.
 *
 * @example
 * export const stock: Translation<typeof en> = { title: 'Existencias' };
 */
export type Translation<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Translation<Texts[Key]>;
};
