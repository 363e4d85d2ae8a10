import { clsx } from 'clsx';

/** What an action will do, one thing a line. */
export function ConsequenceList({ items }: { readonly items: readonly string[] }) {
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
