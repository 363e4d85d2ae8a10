/** Name of the form field with the value of an option of a product. */
export const optionField = (index: number) => `option-${index}`;
