import { Combobox as BaseCombobox } from '@base-ui/react/combobox';
import { clsx } from 'clsx';
import { ChevronDown, X } from 'lucide-react';
import { type ComboboxOption, ComboboxPopup } from './combobox-popup.tsx';
import { CONTROL_BOX, CONTROL_SIZES, type ControlSize } from './control-style.ts';
import { useFieldControl } from './field-context.ts';

export type { ComboboxOption } from './combobox-popup.tsx';

export interface ComboboxProps {
  /** What can be chosen; with `onSearch` what was found. */
  readonly options: readonly ComboboxOption[];
  readonly value: ComboboxOption | null;
  readonly onValueChange: (value: ComboboxOption | null) => void;
  /** Called with the typed text; the caller filters then, maybe on a server. */
  readonly onSearch?: ((text: string) => void) | undefined;
  /** While options are on their way: shown in the list. */
  readonly loadingLabel?: string | undefined;
  /** In the list when nothing fits. */
  readonly emptyLabel: string;
  /** Of the button that empties; without it there is none. */
  readonly clearLabel?: string | undefined;
  /** Of the button that shows the list. */
  readonly openLabel: string;
  readonly placeholder?: string | undefined;
  /** Default `md`. */
  readonly size?: ControlSize | undefined;
  readonly invalid?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly required?: boolean | undefined;
  readonly name?: string | undefined;
  readonly id?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly className?: string | undefined;
}

/** A choice among many, found by typing. For a few see `Select`. */
export function Combobox({
  options,
  value,
  onValueChange,
  onSearch,
  loadingLabel,
  emptyLabel,
  clearLabel,
  openLabel,
  placeholder,
  size = 'md',
  invalid,
  disabled = false,
  required,
  name,
  id,
  'aria-label': ariaLabel,
  className,
}: ComboboxProps) {
  const control = useFieldControl({ id, required, invalid });
  const button =
    'grid size-7 place-items-center rounded-sm text-muted transition-colors hover:bg-hover hover:text-text [&_svg]:size-4';
  return (
    <BaseCombobox.Root
      items={options}
      value={value}
      onValueChange={(chosen) => onValueChange(chosen)}
      onInputValueChange={(text, { reason }) => {
        if (reason === 'input-change' || reason === 'input-clear') onSearch?.(text);
      }}
      isItemEqualToValue={(item, other) => item.value === other.value}
      {...(onSearch !== undefined && { filter: null })}
      disabled={disabled}
      name={name}
      autoHighlight
    >
      <BaseCombobox.InputGroup className={clsx('relative w-full min-w-0', className)}>
        <BaseCombobox.Input
          {...control}
          aria-label={ariaLabel}
          placeholder={placeholder}
          className={clsx(
            CONTROL_BOX,
            CONTROL_SIZES[size],
            clearLabel === undefined ? 'pr-10' : 'pr-17',
          )}
        />
        <span className="absolute inset-y-0 right-1.5 flex items-center">
          {clearLabel !== undefined && (
            <BaseCombobox.Clear aria-label={clearLabel} className={button}>
              <X aria-hidden="true" />
            </BaseCombobox.Clear>
          )}
          <BaseCombobox.Trigger aria-label={openLabel} className={button}>
            <ChevronDown aria-hidden="true" />
          </BaseCombobox.Trigger>
        </span>
      </BaseCombobox.InputGroup>
      <ComboboxPopup emptyLabel={emptyLabel} loadingLabel={loadingLabel} />
    </BaseCombobox.Root>
  );
}
