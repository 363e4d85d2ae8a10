import { Input } from '@trastienda/ui/input';
import { useId } from 'react';

export interface DayInputProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

/** A day of a range, with its label inside of the row of filters. */
export function DayInput({ label, value = '', onChange }: DayInputProps) {
  const id = useId();
  return (
    <span className="flex grow items-center gap-2 sm:grow-0">
      <label htmlFor={id} className="w-12 shrink-0 text-muted text-sm sm:w-auto">
        {label}
      </label>
      <Input
        id={id}
        size="sm"
        type="date"
        max="9999-12-31"
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
      />
    </span>
  );
}
