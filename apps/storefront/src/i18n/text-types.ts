import type { Locale } from './locales.ts';

// Below `messages` and `texts.ts`, which knows all of them.

/** The texts of another language: the same keys, with any text. */
export type Texts<Original> = {
  readonly [Key in keyof Original]: Original[Key] extends string ? string : Texts<Original[Key]>;
};

/** The texts of an area in every language. */
export type AreaTexts = Readonly<Record<Locale, Readonly<Record<string, unknown>>>>;
