import { Combobox as BaseCombobox } from '@base-ui/react/combobox';
import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { POPUP, POPUP_ITEM } from './popup-style.ts';
import { Spinner } from './spinner.tsx';

export interface ComboboxOption {
  readonly value: string;
  /** What is shown and found. */
  readonly label: string;
  /** At the end, muted: a code, a price. */
  readonly hint?: ReactNode;
}

interface ComboboxPopupProps {
  readonly emptyLabel: string;
  readonly loadingLabel: string | undefined;
}

/** The list below a `Combobox` or `MultiCombobox`. */
export function ComboboxPopup({ emptyLabel, loadingLabel }: ComboboxPopupProps) {
  return (
    <BaseCombobox.Portal>
      <BaseCombobox.Positioner sideOffset={6} className="z-60 outline-none">
        <BaseCombobox.Popup
          className={clsx(
            POPUP,
            'max-h-[min(var(--available-height),20rem)] w-(--anchor-width) max-w-(--available-width) overflow-y-auto overscroll-contain p-1.5',
          )}
        >
          <BaseCombobox.Status className="flex items-center gap-2 px-2.5 py-2 text-muted text-sm empty:hidden">
            {loadingLabel !== undefined && (
              <>
                <Spinner size="sm" /> {loadingLabel}
              </>
            )}
          </BaseCombobox.Status>
          <BaseCombobox.Empty className="px-2.5 py-2 text-muted text-sm empty:hidden">
            {loadingLabel === undefined ? emptyLabel : null}
          </BaseCombobox.Empty>
          <BaseCombobox.List className="empty:hidden">
            {(option: ComboboxOption) => (
              <BaseCombobox.Item
                key={option.value}
                value={option}
                className={clsx(POPUP_ITEM, 'pl-8')}
              >
                <BaseCombobox.ItemIndicator className="absolute left-2.5 text-accent">
                  <Check aria-hidden="true" />
                </BaseCombobox.ItemIndicator>
                <span className="min-w-0 grow truncate">{option.label}</span>
                {option.hint !== undefined && (
                  <span className="shrink-0 text-muted text-xs">{option.hint}</span>
                )}
              </BaseCombobox.Item>
            )}
          </BaseCombobox.List>
        </BaseCombobox.Popup>
      </BaseCombobox.Positioner>
    </BaseCombobox.Portal>
  );
}
