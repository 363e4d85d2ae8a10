/** A filter of a list: how its value is written into the address, and read from it. */
export interface Filter<Value> {
  /** Returns the value, or undefined when the address has none that the list understands. */
  parse(values: readonly string[]): Value | undefined;
  format(value: Value): readonly string[];
}

/** A line of text, such as a search. */
export function textFilter(): Filter<string> {
  return {
    parse: ([text = '']) => text.trim() || undefined,
    format: (text) => [text],
  };
}

/** Several lines of text, of which an item must have one. */
export function listFilter(): Filter<string[]> {
  return {
    parse(values) {
      const texts = [...new Set(values.map((each) => each.trim()).filter((each) => each !== ''))];
      return texts.length > 0 ? texts : undefined;
    },
    format: (texts) => texts,
  };
}

/** One of several choices. */
export function choiceFilter<const Choice extends string>(
  choices: readonly Choice[],
): Filter<Choice> {
  return {
    parse: ([text]) => choices.find((each) => each === text),
    format: (choice) => [choice],
  };
}

/** A condition that is on or not there. */
export function flagFilter(): Filter<true> {
  return { parse: ([text]) => (text === '1' ? true : undefined), format: () => ['1'] };
}
