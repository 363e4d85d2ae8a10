import { useFormContext } from 'react-hook-form';
import type { ProductValues } from './product-values.ts';

/** Returns the form of the product editor around the component. */
export function useProductForm() {
  return useFormContext<ProductValues, unknown, ProductValues>();
}
