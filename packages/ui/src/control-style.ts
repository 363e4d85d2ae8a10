/** Heights and text sizes of buttons and inputs, so that both line up in one row. */
export type ControlSize = 'sm' | 'md' | 'lg';

/** Text of 16 px on phones: iOS zooms into smaller inputs. */
export const CONTROL_SIZES: Readonly<Record<ControlSize, string>> = {
  sm: 'h-8 px-2.5 text-base sm:text-sm',
  md: 'h-10 px-3 text-base sm:text-sm',
  lg: 'h-12 px-4 text-base',
};

/** The box of inputs, selects and text areas. */
export const CONTROL_BOX =
  'w-full min-w-0 rounded-md border border-border-strong bg-surface text-text shadow-sm transition-colors duration-150 hover:border-muted focus-visible:-outline-offset-1 aria-invalid:border-critical disabled:cursor-not-allowed disabled:border-border disabled:bg-sunken disabled:text-muted disabled:shadow-none';
