import { clsx } from 'clsx';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { type RenderElement, renderElement } from './render-element.ts';
import { Spinner } from './spinner.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'critical';
export type ButtonSize = 'sm' | 'md' | 'lg';

/** What all buttons share; without `relative`, so that callers can place them. */
export const BUTTON_BASE =
  'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap border font-medium no-underline transition-[color,background-color,border-color,translate] duration-150 active:translate-y-px disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none not-aria-busy:aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0';

/** Colors of buttons. */
export const BUTTON_VARIANTS: Readonly<Record<ButtonVariant, string>> = {
  primary:
    'border-transparent bg-accent text-accent-contrast shadow-sm hover:bg-accent-hover active:bg-accent-hover',
  secondary:
    'border-border-strong/60 bg-surface text-text shadow-sm hover:border-border-strong hover:bg-hover',
  ghost: 'border-transparent text-text hover:bg-hover',
  critical:
    'border-transparent bg-critical text-critical-contrast shadow-sm hover:bg-critical-hover active:bg-critical-hover',
};

const SIZES: Readonly<Record<ButtonSize, string>> = {
  sm: 'h-8 gap-1.5 rounded-sm px-3 text-sm',
  md: 'h-10 gap-2 rounded-md px-4 text-sm',
  lg: 'h-12 gap-2.5 rounded-md px-6 text-base',
};

export interface ButtonStyle {
  /** Default `secondary`: a page has one `primary` button. */
  readonly variant?: ButtonVariant | undefined;
  /** Default `md`. */
  readonly size?: ButtonSize | undefined;
  /** As wide as its container. */
  readonly fullWidth?: boolean | undefined;
}

/** Returns the class names of a button, for elements that are not one. */
export function buttonClass({
  variant = 'secondary',
  size = 'md',
  fullWidth = false,
}: ButtonStyle = {}): string {
  return clsx(BUTTON_BASE, BUTTON_VARIANTS[variant], SIZES[size], fullWidth && 'w-full');
}

export interface ButtonProps extends ButtonStyle, ComponentProps<'button'> {
  /** Shows a spinner and ignores clicks; the button keeps its width and the focus. */
  readonly loading?: boolean | undefined;
  /** Before the text. */
  readonly icon?: ReactNode;
  /** After the text. */
  readonly iconEnd?: ReactNode;
  /** Draws this element in place of `<button>`: `render={<Link to="/cart" />}`. */
  readonly render?: RenderElement | undefined;
}

function ignore(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** A button, `type="button"` unless the caller says otherwise; a link by `render`. */
export function Button({
  variant,
  size,
  fullWidth,
  loading = false,
  icon,
  iconEnd,
  render,
  className,
  children,
  onClick,
  disabled = false,
  type = 'button',
  ...props
}: ButtonProps) {
  const shared = {
    ...props,
    className: clsx(buttonClass({ variant, size, fullWidth }), loading && 'relative', className),
    onClick: loading ? ignore : onClick,
    'aria-busy': loading || undefined,
  };
  const content = (
    <>
      {loading && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner size="sm" />
        </span>
      )}
      {icon !== undefined && (
        <span className={clsx('contents', loading && '[&>*]:opacity-0')}>{icon}</span>
      )}
      <span className={clsx('inline-flex items-center gap-[inherit]', loading && 'opacity-0')}>
        {children}
      </span>
      {iconEnd !== undefined && (
        <span className={clsx('contents', loading && '[&>*]:opacity-0')}>{iconEnd}</span>
      )}
    </>
  );
  if (render !== undefined) {
    return renderElement(render, {
      ...shared,
      children: children === undefined ? undefined : content,
      'aria-disabled': disabled || loading || undefined,
    });
  }
  return (
    <button {...shared} type={type} disabled={disabled} aria-disabled={loading || undefined}>
      {content}
    </button>
  );
}
