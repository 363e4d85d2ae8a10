import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { type RenderElement, renderElement } from './render-element.ts';

export type LinkTone = 'accent' | 'text' | 'muted';

const TONES: Readonly<Record<LinkTone, string>> = {
  accent: 'text-accent hover:text-accent-hover',
  text: 'text-text hover:text-accent',
  muted: 'text-muted hover:text-text',
};

export interface LinkStyle {
  /** Default `accent`. */
  readonly tone?: LinkTone | undefined;
  /** Default `always`; `hover` where the place says that it is a link, as in a navigation. */
  readonly underline?: 'always' | 'hover' | 'never' | undefined;
}

const UNDERLINES = {
  always: 'underline decoration-current/35 hover:decoration-current',
  hover: 'hover:underline',
  never: 'no-underline',
} as const;

/** Returns the class names of a link, for a router's `<Link className={linkClass()}>`. */
export function linkClass({ tone = 'accent', underline = 'always' }: LinkStyle = {}): string {
  return clsx(
    'rounded-xs underline-offset-4 transition-colors duration-150',
    TONES[tone],
    UNDERLINES[underline],
  );
}

export interface TextLinkProps extends LinkStyle, ComponentProps<'a'> {
  /** Draws this element in place of `<a>`: `render={<Link to="/cart" />}`. */
  readonly render?: RenderElement | undefined;
}

/** A link in a text. */
export function TextLink({ tone, underline, render, className, ...props }: TextLinkProps) {
  const shared = { ...props, className: clsx(linkClass({ tone, underline }), className) };
  if (render !== undefined) return renderElement(render, shared);
  return <a {...shared} />;
}
