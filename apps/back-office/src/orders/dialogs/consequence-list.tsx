import { FieldError } from '@trastienda/ui/field-error';
import { clsx } from 'clsx';

export interface ConsequenceListProps {
  readonly items: readonly string[];
  /** Says why there are no consequences: what was entered cannot be done. */
  readonly error?: string | undefined;
}

/** What an action will do, one thing a line. */
export function ConsequenceList({ items, error }: ConsequenceListProps) {
  if (error !== undefined) {
    return (
      <div aria-live="polite" className="rounded-md bg-sunken p-4">
        <FieldError>{error}</FieldError>
      </div>
    );
  }
  return (
    <ul
      aria-live="polite"
      className={clsx(
        'flex flex-col gap-1.5 rounded-md bg-sunken py-4 pr-4 text-sm',
        items.length > 1 ? 'list-disc pl-8' : 'pl-4',
      )}
    >
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
