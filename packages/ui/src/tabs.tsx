import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface TabsProps {
  /** Controls the tabs, with `onValueChange`. */
  readonly value?: string | undefined;
  readonly defaultValue?: string | undefined;
  readonly onValueChange?: ((value: string) => void) | undefined;
  readonly className?: string | undefined;
  /** A `TabList` and the `TabPanel`s. */
  readonly children: ReactNode;
}

/** Parts of a page of which one is shown. For parts with an address of their own see `TabLinks`. */
export function Tabs({ value, defaultValue, onValueChange, className, children }: TabsProps) {
  return (
    <BaseTabs.Root
      {...(value !== undefined && { value })}
      {...(defaultValue !== undefined && { defaultValue })}
      onValueChange={(chosen) => onValueChange?.(String(chosen))}
      className={className}
    >
      {children}
    </BaseTabs.Root>
  );
}

export interface TabListProps {
  /** Names the list for screen readers. */
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** The row of tabs; the arrow keys move in it. */
export function TabList({ label, className, children }: TabListProps) {
  return (
    <BaseTabs.List
      aria-label={label}
      className={clsx(
        'relative flex gap-5 overflow-x-auto border-border border-b [scrollbar-width:none]',
        className,
      )}
    >
      {children}
      <BaseTabs.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) rounded-full bg-accent transition-[translate,width] duration-200 ease-out" />
    </BaseTabs.List>
  );
}

export interface TabProps {
  readonly value: string;
  /** A number or a `Badge` after the text. */
  readonly count?: ReactNode;
  readonly disabled?: boolean | undefined;
  readonly children: ReactNode;
}

/** A tab of a `TabList`. */
export function Tab({ value, count, disabled = false, children }: TabProps) {
  return (
    <BaseTabs.Tab
      value={value}
      disabled={disabled}
      className="flex shrink-0 items-center gap-2 whitespace-nowrap rounded-xs py-2.5 font-medium text-muted text-sm transition-colors duration-150 hover:text-text focus-visible:-outline-offset-2 data-disabled:opacity-50 data-active:text-text"
    >
      {children}
      {count !== undefined && (
        <span className="rounded-full bg-sunken px-1.5 text-muted text-xs tabular-nums">
          {count}
        </span>
      )}
    </BaseTabs.Tab>
  );
}

export interface TabPanelProps {
  readonly value: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** What a tab shows. */
export function TabPanel({ value, className, children }: TabPanelProps) {
  return (
    <BaseTabs.Panel value={value} className={clsx('pt-5', className)}>
      {children}
    </BaseTabs.Panel>
  );
}
