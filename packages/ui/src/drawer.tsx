import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import { BACKDROP } from './popup-style.ts';

const SIDES = {
  right:
    'inset-y-0 right-0 h-full w-[calc(100%-2.5rem)] border-l data-ending-style:translate-x-full data-starting-style:translate-x-full',
  left: 'inset-y-0 left-0 h-full w-[calc(100%-2.5rem)] border-r data-ending-style:-translate-x-full data-starting-style:-translate-x-full',
  bottom:
    'inset-x-0 bottom-0 mx-auto max-h-[85dvh] w-full rounded-t-xl border-t data-ending-style:translate-y-full data-starting-style:translate-y-full',
} as const;

const SIZES = { sm: 'max-w-xs', md: 'max-w-md', lg: 'max-w-2xl' } as const;

export interface DrawerProps {
  /** Controls the drawer, with `onOpenChange`. */
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
  /** The button that opens it: `trigger={<Button>…</Button>}`. Not needed when controlled. */
  readonly trigger?: ReactElement | undefined;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** Of the button at the top. */
  readonly closeLabel: string;
  /** Below the content, always in sight: totals, buttons. */
  readonly footer?: ReactNode;
  /** Default `right`. */
  readonly side?: keyof typeof SIDES | undefined;
  /** Default `md`. */
  readonly size?: keyof typeof SIZES | undefined;
  readonly children?: ReactNode;
}

/** A sheet from a side of the window: the cart, filters, a navigation on phones, details of a row. */
export function Drawer({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  closeLabel,
  footer,
  side = 'right',
  size = 'md',
  children,
}: DrawerProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={(isOpen) => onOpenChange?.(isOpen)}>
      {trigger !== undefined && <BaseDialog.Trigger render={trigger} />}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={BACKDROP} />
        <BaseDialog.Popup
          className={clsx(
            'fixed z-50 flex flex-col border-border bg-raised text-text shadow-lg outline-none transition-[translate] duration-300 ease-out',
            SIDES[side],
            SIZES[size],
          )}
        >
          <div className="border-border border-b px-5 py-4 pr-14">
            <BaseDialog.Title className="font-semibold text-lg tracking-tight">
              {title}
            </BaseDialog.Title>
            {description !== undefined && (
              <BaseDialog.Description className="mt-0.5 text-muted text-sm">
                {description}
              </BaseDialog.Description>
            )}
          </div>
          <div className="min-h-0 grow overflow-y-auto p-5">{children}</div>
          {footer !== undefined && (
            <div className="border-border border-t px-5 pt-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
              {footer}
            </div>
          )}
          <BaseDialog.Close
            render={
              <IconButton
                label={closeLabel}
                icon={<X />}
                size="sm"
                className="absolute! top-3.5 right-4"
              />
            }
          />
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** Closes the drawer around it: `<DrawerClose render={<Button>…</Button>} />`. */
export function DrawerClose({ render }: { readonly render: ReactElement }) {
  return <BaseDialog.Close render={render} />;
}
