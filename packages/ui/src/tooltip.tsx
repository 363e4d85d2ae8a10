import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';

export interface TooltipProps {
  /** A short text; screen readers do not read it, so the control needs its own name. */
  readonly label: ReactNode;
  /** Default `top`. */
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  /** The control: one element that accepts a `ref` and handlers. */
  readonly children: ReactElement;
}

/** A hint for the pointer and the keyboard's focus. */
export function Tooltip({ label, side = 'top', children }: TooltipProps) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} className="z-60">
          <BaseTooltip.Popup className="max-w-64 origin-(--transform-origin) rounded-sm bg-inverse px-2.5 py-1.5 text-inverse-text text-xs shadow-md transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {label}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}

/** Around an application: after one tooltip the next ones open without delay. */
export function TooltipProvider({ children }: { readonly children: ReactNode }) {
  return <BaseTooltip.Provider>{children}</BaseTooltip.Provider>;
}
