import { clsx } from 'clsx';

const SIZES = { sm: 'size-4', md: 'size-5', lg: 'size-8' } as const;

export interface SpinnerProps {
  /** Default `md`. */
  readonly size?: keyof typeof SIZES;
  /** Read by screen readers; without it the spinner is decoration. */
  readonly label?: string | undefined;
  readonly className?: string | undefined;
}

/** A turning circle in the color of the text around it. */
export function Spinner({ size = 'md', label, className }: SpinnerProps) {
  const circle = (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      aria-hidden="true"
      className={clsx('shrink-0 animate-spin', SIZES[size], className)}
    >
      <circle cx="12" cy="12" r="9.5" stroke="currentColor" strokeWidth="3" opacity="0.2" />
      <path
        d="M21.5 12A9.5 9.5 0 0 0 12 2.5"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
      />
    </svg>
  );
  if (label === undefined) return circle;
  return (
    <span role="status" className="inline-flex">
      {circle}
      <span className="sr-only">{label}</span>
    </span>
  );
}
