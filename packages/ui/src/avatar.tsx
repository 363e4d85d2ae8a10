import { clsx } from 'clsx';

const SIZES = { sm: 'size-7 text-xs', md: 'size-9 text-sm', lg: 'size-12 text-base' } as const;

export interface AvatarProps {
  /** Its first and last initials are shown where there is no picture. */
  readonly name: string;
  readonly src?: string | undefined;
  /** Names the person for screen readers; without it the avatar is decoration beside the name. */
  readonly label?: string | undefined;
  /** Default `md`. */
  readonly size?: keyof typeof SIZES | undefined;
  readonly className?: string | undefined;
}

function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/).filter((word) => word !== '');
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => Array.from(word ?? '')[0]?.toLocaleUpperCase() ?? '').join('');
}

/** A person as a circle. */
export function Avatar({ name, src, label, size = 'md', className }: AvatarProps) {
  const circle = clsx(
    'inline-grid shrink-0 select-none place-items-center overflow-hidden rounded-full bg-accent-soft font-semibold text-accent',
    SIZES[size],
    className,
  );
  if (src !== undefined)
    return <img src={src} alt={label ?? ''} className={clsx(circle, 'object-cover')} />;
  if (label === undefined) {
    return (
      <span aria-hidden="true" className={circle}>
        {initialsOf(name)}
      </span>
    );
  }
  return (
    <span role="img" aria-label={label} className={circle}>
      {initialsOf(name)}
    </span>
  );
}
