import { Select } from '@trastienda/ui/select';
import { useTranslations } from 'use-intl';

export interface SelectFilterProps<Choice extends string> {
  readonly label: string;
  readonly value: Choice | undefined;
  readonly options: readonly { readonly value: Choice; readonly label: string }[];
  readonly onChange: (value: Choice | undefined) => void;
  /** Text for no choice; `null` where one always holds. */
  readonly any?: string | null;
}

/** One of several choices, or any. */
export function SelectFilter<Choice extends string>({
  label,
  value,
  options,
  onChange,
  any,
}: SelectFilterProps<Choice>) {
  const t = useTranslations('table');
  return (
    <Select
      size="sm"
      aria-label={label}
      className="sm:w-auto"
      value={value ?? ''}
      onChange={({ currentTarget }) =>
        onChange(options.find((option) => option.value === currentTarget.value)?.value)
      }
    >
      {any !== null && <option value="">{`${label}: ${any ?? t('any')}`}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
