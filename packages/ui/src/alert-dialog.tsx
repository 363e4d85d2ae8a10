import { AlertDialog as BaseAlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactElement, ReactNode } from 'react';
import { Button } from './button.tsx';
import { DialogActions } from './dialog-actions.tsx';
import { BACKDROP } from './popup-style.ts';

export interface AlertDialogProps {
  /** Controls the dialog, with `onOpenChange`. */
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
  /** The button that opens it. Not needed when controlled. */
  readonly trigger?: ReactElement | undefined;
  /** The question. */
  readonly title: ReactNode;
  /** What happens on yes. */
  readonly description?: ReactNode;
  /** Says what happens: "Delete product", not "OK". */
  readonly confirmLabel: ReactNode;
  readonly cancelLabel: ReactNode;
  /** Default `critical`: what destroys. */
  readonly tone?: 'critical' | 'neutral' | undefined;
  /** While the answer is on its way; with it the caller closes the dialog. */
  readonly loading?: boolean | undefined;
  /** Closes the dialog too, unless `loading` is passed (also as false). */
  readonly onConfirm: () => void;
  /** Between text and buttons: an input to confirm, an `Alert` with what failed. */
  readonly children?: ReactNode;
}

/** Asks before something that cannot be undone. Clicks outside do not close it, Escape cancels. */
export function AlertDialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  confirmLabel,
  cancelLabel,
  tone = 'critical',
  loading,
  onConfirm,
  children,
}: AlertDialogProps) {
  const confirm = (
    <Button
      variant={tone === 'critical' ? 'critical' : 'primary'}
      loading={loading}
      onClick={onConfirm}
    >
      {confirmLabel}
    </Button>
  );
  return (
    <BaseAlertDialog.Root open={open} onOpenChange={(isOpen) => onOpenChange?.(isOpen)}>
      {trigger !== undefined && <BaseAlertDialog.Trigger render={trigger} />}
      <BaseAlertDialog.Portal>
        <BaseAlertDialog.Backdrop className={BACKDROP} />
        <BaseAlertDialog.Viewport className="fixed inset-0 z-50 flex items-end justify-center overflow-y-auto p-3 sm:items-center sm:p-6">
          <BaseAlertDialog.Popup className="flex w-full max-w-md flex-col rounded-xl border border-border bg-raised p-5 text-text shadow-lg outline-none transition-[opacity,scale] duration-200 ease-out data-ending-style:scale-98 data-starting-style:scale-98 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:p-6">
            <BaseAlertDialog.Title className="font-semibold text-lg tracking-tight">
              {title}
            </BaseAlertDialog.Title>
            {description !== undefined && (
              <BaseAlertDialog.Description className="mt-1.5 text-pretty text-muted text-sm">
                {description}
              </BaseAlertDialog.Description>
            )}
            {children !== undefined && <div className="mt-4 empty:hidden">{children}</div>}
            <div className="mt-6">
              <DialogActions>
                <BaseAlertDialog.Close render={<Button>{cancelLabel}</Button>} />
                {loading === undefined ? <BaseAlertDialog.Close render={confirm} /> : confirm}
              </DialogActions>
            </div>
          </BaseAlertDialog.Popup>
        </BaseAlertDialog.Viewport>
      </BaseAlertDialog.Portal>
    </BaseAlertDialog.Root>
  );
}
