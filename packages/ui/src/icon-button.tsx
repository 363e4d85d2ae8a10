import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { BUTTON_BASE, BUTTON_VARIANTS, type ButtonSize, type ButtonVariant } from './button.tsx';
import { type RenderElement, renderElement } from './render-element.ts';

const SIZES: Readonly<Record<ButtonSize, string>> = {
  sm: 'size-8 rounded-sm',
  md: 'size-10 rounded-md',
  lg: 'size-12 rounded-md',
};

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** What the button does, for screen readers and as the browser's tooltip. */
  readonly label: string;
  /** The icon; it can also be the child. */
  readonly icon?: ReactNode;
  /** Default `ghost`. */
  readonly variant?: ButtonVariant | undefined;
  /** Default `md`. */
  readonly size?: ButtonSize | undefined;
  /** Draws this element in place of `<button>`: `render={<Link to="/cart" />}`. */
  readonly render?: RenderElement | undefined;
}

/** A square button with an icon and no visible text. */
export function IconButton({
  label,
  icon,
  variant = 'ghost',
  size = 'md',
  render,
  className,
  children,
  type = 'button',
  ...props
}: IconButtonProps) {
  const shared = {
    title: label,
    ...props,
    'aria-label': label,
    className: clsx(BUTTON_BASE, BUTTON_VARIANTS[variant], SIZES[size], className),
    children: icon ?? children,
  };
  if (render !== undefined) return renderElement(render, shared);
  return <button {...shared} type={type} />;
}
