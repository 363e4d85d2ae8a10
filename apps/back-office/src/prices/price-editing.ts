import { createContext, useContext } from 'react';
import type { PriceEditing } from './use-price-edits.ts';

const PriceEditingContext = createContext<PriceEditing | null>(null);

export const PriceEditingProvider = PriceEditingContext.Provider;

/** Returns the unsaved changes around a cell. Columns stay the same while one types. */
export function usePriceEditing(): PriceEditing {
  const editing = useContext(PriceEditingContext);
  if (editing === null) throw new Error('A price needs the page of its list around it.');
  return editing;
}
