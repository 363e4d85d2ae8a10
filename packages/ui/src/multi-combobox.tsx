import { Combobox as BaseCombobox } from '@base-ui/react/combobox';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { type ComboboxOption, ComboboxPopup } from './combobox-popup.tsx';
import { useFieldControl } from './field-context.ts';

export interface MultiComboboxProps {
  /** What can be chosen; with `onSearch` what was found. */
  readonly options: readonly ComboboxOption[];
  readonly value: readonly ComboboxOption[];
  readonly onValueChange: (value: readonly ComboboxOption[]) => void;
  /** Called with the typed text; the caller filters then, maybe on a server. */
  readonly onSearch?: ((text: string) => void) | undefined;
  /** While options are on their way: shown in the list. */
  readonly loadingLabel?: string | undefined;
  /** In the list when nothing fits. */
  readonly emptyLabel: string;
  /** Of the button at a chosen option: `(label) => "Remove " + label`. */
  readonly removeLabel: (label: string) => string;
  readonly placeholder?: string | undefined;
  readonly invalid?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly id?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly className?: string | undefined;
}

/** Some of many, found by typing and shown as chips: categories, tags, countries. */
export function MultiCombobox({
  options,
  value,
  onValueChange,
  onSearch,
  loadingLabel,
  emptyLabel,
  removeLabel,
  placeholder,
  invalid,
  disabled = false,
  id,
  'aria-label': ariaLabel,
  className,
}: MultiComboboxProps) {
  // `required` would be of the text that is typed, not of what is chosen.
  const { required: _, ...control } = useFieldControl({ id, invalid });
  return (
    <BaseCombobox.Root
      multiple
      items={options}
      value={value}
      onValueChange={(chosen) => onValueChange(chosen)}
      onInputValueChange={(text, { reason }) => {
        if (reason === 'input-change' || reason === 'input-clear') onSearch?.(text);
      }}
      isItemEqualToValue={(item, other) => item.value === other.value}
      {...(onSearch !== undefined && { filter: null })}
      disabled={disabled}
      autoHighlight
    >
      <BaseCombobox.InputGroup
        className={clsx(
          'w-full min-w-0 cursor-text rounded-md border border-border-strong bg-surface p-1.5 shadow-sm transition-colors duration-150 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-focus has-[input:focus-visible]:-outline-offset-1 hover:border-muted has-aria-invalid:border-critical has-[input:disabled]:border-border has-[input:disabled]:bg-sunken',
          className,
        )}
      >
        <BaseCombobox.Chips className="flex flex-wrap items-center gap-1.5">
          {value.map((option) => (
            <BaseCombobox.Chip
              key={option.value}
              aria-label={option.label}
              className="flex h-6.5 max-w-full items-center gap-1 rounded-sm bg-accent-soft pr-1 pl-2 font-medium text-accent text-xs"
            >
              <span className="truncate">{option.label}</span>
              <BaseCombobox.ChipRemove
                aria-label={removeLabel(option.label)}
                className="grid size-5 place-items-center rounded-xs transition-colors hover:bg-accent/15 [&_svg]:size-3"
              >
                <X aria-hidden="true" />
              </BaseCombobox.ChipRemove>
            </BaseCombobox.Chip>
          ))}
          <BaseCombobox.Input
            {...control}
            aria-label={ariaLabel}
            placeholder={value.length === 0 ? placeholder : undefined}
            className="h-6.5 min-w-24 flex-1 bg-transparent px-1.5 text-base outline-none sm:text-sm"
          />
        </BaseCombobox.Chips>
      </BaseCombobox.InputGroup>
      <ComboboxPopup emptyLabel={emptyLabel} loadingLabel={loadingLabel} />
    </BaseCombobox.Root>
  );
}
