import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { DialogActions } from './dialog-actions.tsx';
import { IconButton } from './icon-button.tsx';
import { BACKDROP } from './popup-style.ts';

const SIZES = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl' } as const;

export interface DialogProps {
  /** Controls the dialog, with `onOpenChange`. */
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
  /** The button that opens it: `trigger={<Button>…</Button>}`. Not needed when controlled. */
  readonly trigger?: ReactElement | undefined;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** Of the button at the top. */
  readonly closeLabel: string;
  /** Buttons below the content, the `primary` one last; `DialogClose` closes. */
  readonly footer?: ReactNode;
  /** Default `md`. */
  readonly size?: keyof typeof SIZES | undefined;
  readonly children?: ReactNode;
}

/** A window over the page; it keeps the focus and gives it back. Closes by Escape and outside clicks. */
export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  closeLabel,
  footer,
  size = 'md',
  children,
}: DialogProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={(isOpen) => onOpenChange?.(isOpen)}>
      {trigger !== undefined && <BaseDialog.Trigger render={trigger} />}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={BACKDROP} />
        <BaseDialog.Viewport className="fixed inset-0 z-50 flex items-end justify-center overflow-y-auto p-3 sm:items-center sm:p-6">
          <BaseDialog.Popup
            className={clsx(
              'relative flex max-h-full w-full flex-col rounded-xl border border-border bg-raised text-text shadow-lg outline-none transition-[opacity,scale,translate] duration-200 ease-out data-ending-style:translate-y-2 data-starting-style:translate-y-2 data-ending-style:scale-98 data-starting-style:scale-98 data-ending-style:opacity-0 data-starting-style:opacity-0',
              SIZES[size],
            )}
          >
            <div className="px-5 pt-5 pr-14 pb-4 sm:px-6 sm:pt-6 sm:pr-16">
              <BaseDialog.Title className="font-semibold text-lg tracking-tight">
                {title}
              </BaseDialog.Title>
              {description !== undefined && (
                <BaseDialog.Description className="mt-1 text-pretty text-muted text-sm">
                  {description}
                </BaseDialog.Description>
              )}
            </div>
            {children !== undefined && (
              <div className="min-h-0 grow overflow-y-auto px-5 pt-1 pb-5 empty:hidden has-[>form:empty]:hidden sm:px-6 sm:pb-6">
                {children}
              </div>
            )}
            {footer !== undefined && (
              <div className="border-border border-t px-5 py-4 sm:px-6">
                <DialogActions>{footer}</DialogActions>
              </div>
            )}
            <BaseDialog.Close
              render={
                <IconButton
                  label={closeLabel}
                  icon={<X />}
                  size="sm"
                  className="absolute! top-4 right-4"
                />
              }
            />
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** Closes the dialog around it: `<DialogClose render={<Button>…</Button>} />`. */
export function DialogClose({ render }: { readonly render: ReactElement }) {
  return <BaseDialog.Close render={render} />;
}
