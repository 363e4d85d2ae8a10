/** What an action will do, one thing a line. */
export function ConsequenceList({ items }: { readonly items: readonly string[] }) {
  return (
    <ul
      aria-live="polite"
      className="flex list-disc flex-col gap-1.5 rounded-md bg-sunken py-4 pr-4 pl-8 text-sm"
    >
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
