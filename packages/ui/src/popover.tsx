import { Popover as BasePopover } from '@base-ui/react/popover';
import { clsx } from 'clsx';
import type { ReactElement, ReactNode } from 'react';
import { POPUP } from './popup-style.ts';

export interface PopoverProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  /** Names the popover; a heading at its top. */
  readonly title?: ReactNode;
  /** Names it where there is no `title`. */
  readonly label?: string | undefined;
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
  /** Default `start`. */
  readonly align?: 'start' | 'center' | 'end' | undefined;
  /** Default `bottom`. */
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A small plane beside a button, for a form or details. For actions see `Menu`. */
export function Popover({
  trigger,
  title,
  label,
  open,
  onOpenChange,
  align = 'start',
  side = 'bottom',
  className,
  children,
}: PopoverProps) {
  return (
    <BasePopover.Root open={open} onOpenChange={(isOpen) => onOpenChange?.(isOpen)}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={12}
          className="z-50"
        >
          <BasePopover.Popup
            aria-label={label}
            className={clsx(
              POPUP,
              'max-h-(--available-height) w-80 max-w-(--available-width) overflow-y-auto p-4',
              className,
            )}
          >
            {title !== undefined && (
              <BasePopover.Title className="mb-3 font-semibold text-sm">{title}</BasePopover.Title>
            )}
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}

/** Closes the popover around it: `<PopoverClose render={<Button>…</Button>} />`. */
export function PopoverClose({ render }: { readonly render: ReactElement }) {
  return <BasePopover.Close render={render} />;
}
