import type { ComponentProps } from 'react';
import { Link as RouterLink } from 'react-router';
import { useLocalePath } from './use-locale.ts';

type LinkProps = Omit<ComponentProps<typeof RouterLink>, 'to'> & {
  /** Path of a page without a language: `/products?tag=lino`. */
  readonly to: string;
};

/** A link to a page of the storefront, in the language of the page that has it. */
export function Link({ to, ...props }: LinkProps) {
  return <RouterLink to={useLocalePath()(to)} {...props} />;
}
