import { Toast as BaseToast } from '@base-ui/react/toast';
import { clsx } from 'clsx';
import { CircleCheck, Info, OctagonAlert, X } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';

export type ToastTone = 'neutral' | 'positive' | 'critical';

export interface ToastOptions {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** Default `neutral`; `critical` is announced at once. */
  readonly tone?: ToastTone | undefined;
  /** A button that undoes or retries; it closes the toast. */
  readonly action?: { readonly label: string; readonly onClick: () => void } | undefined;
  /** Until it closes by itself; 0: it stays. Default 6000, with an action 10000. */
  readonly timeoutMs?: number | undefined;
  /** A toast with the same id is replaced. */
  readonly id?: string | undefined;
}

interface ToastControls {
  /** Shows a toast and returns its id. */
  readonly show: (options: ToastOptions) => string;
  readonly close: (id: string) => void;
}

/** Shows and closes toasts, below a `ToastProvider`. */
export function useToast(): ToastControls {
  const { add, close } = BaseToast.useToastManager();
  return useMemo(
    () => ({
      show: ({ title, description, tone = 'neutral', action, timeoutMs, id }) => {
        const shown = add({
          ...(id !== undefined && { id }),
          title,
          description,
          type: tone,
          priority: tone === 'critical' ? 'high' : 'low',
          timeout: timeoutMs ?? (action === undefined ? 6000 : 10_000),
          ...(action !== undefined && {
            actionProps: {
              children: action.label,
              onClick: () => {
                close(shown);
                action.onClick();
              },
            },
          }),
        });
        return shown;
      },
      close,
    }),
    [add, close],
  );
}

const ICONS: Readonly<Record<string, ReactNode>> = {
  neutral: <Info aria-hidden="true" className="text-inverse-text/70" />,
  positive: <CircleCheck aria-hidden="true" className="text-inverse-text" />,
  critical: <OctagonAlert aria-hidden="true" className="text-inverse-text" />,
};

function ToastList({ closeLabel }: { readonly closeLabel: string }) {
  const { toasts } = BaseToast.useToastManager();
  return toasts.map((toast) => (
    <BaseToast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={['down', 'right']}
      className={clsx(
        'pointer-events-auto w-full rounded-lg bg-inverse text-inverse-text shadow-lg transition-[opacity,translate] duration-200 ease-out data-limited:hidden data-ending-style:translate-y-2 data-starting-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:opacity-0',
      )}
    >
      <BaseToast.Content className="flex items-center gap-3 py-3 pr-2 pl-4 text-sm [&>svg]:size-5 [&>svg]:shrink-0">
        {ICONS[toast.type ?? 'neutral']}
        <div className="min-w-0 grow">
          <BaseToast.Title className="font-medium" />
          <BaseToast.Description className="text-inverse-text/80" />
        </div>
        {toast.actionProps !== undefined && (
          <BaseToast.Action className="h-8 shrink-0 rounded-sm border border-inverse-text/30 px-3 font-medium transition-colors hover:bg-inverse-text/10" />
        )}
        <BaseToast.Close
          aria-label={closeLabel}
          className="grid size-8 shrink-0 place-items-center rounded-sm text-inverse-text/80 transition-colors hover:bg-inverse-text/10 hover:text-inverse-text [&_svg]:size-4"
        >
          <X aria-hidden="true" />
        </BaseToast.Close>
      </BaseToast.Content>
    </BaseToast.Root>
  ));
}

export interface ToastProviderProps {
  /** Of the button of each toast. */
  readonly closeLabel: string;
  /** Names the region of the toasts for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
}

/** Once around an application: makes `useToast` work and shows the toasts. */
export function ToastProvider({ closeLabel, label, children }: ToastProviderProps) {
  return (
    <BaseToast.Provider>
      {children}
      <BaseToast.Portal>
        <BaseToast.Viewport
          aria-label={label}
          className="pointer-events-none fixed inset-x-4 bottom-4 z-60 mx-auto flex max-w-md flex-col-reverse gap-2 sm:inset-x-auto sm:right-6 sm:bottom-6 sm:w-96"
        >
          <ToastList closeLabel={closeLabel} />
        </BaseToast.Viewport>
      </BaseToast.Portal>
    </BaseToast.Provider>
  );
}
