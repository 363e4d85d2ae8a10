import { clsx } from 'clsx';
import { useId, useState } from 'react';
import { applyColorScheme, type ColorScheme } from './color-scheme.ts';

const ICONS: Readonly<Record<ColorScheme, string>> = {
  light:
    'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1.5v1M8 13.5v1M3.4 3.4l.7.7M11.9 11.9l.7.7M1.5 8h1M13.5 8h1M3.4 12.6l.7-.7M11.9 4.1l.7-.7',
  dark: 'M13.6 9.6A5.9 5.9 0 0 1 6.4 2.4a5.9 5.9 0 1 0 7.2 7.2Z',
  system: 'M2.5 3h11v7.5h-11zM6 13.5h4M8 10.5v3',
};

export interface ColorSchemeToggleProps {
  /** What is chosen at first: `readColorScheme(cookies)`. */
  readonly defaultValue: ColorScheme;
  /** Names the group for screen readers. */
  readonly label: string;
  readonly lightLabel: string;
  readonly darkLabel: string;
  readonly systemLabel: string;
  /** After it was shown and kept. */
  readonly onValueChange?: ((scheme: ColorScheme) => void) | undefined;
  readonly className?: string | undefined;
}

/** Light, dark, or as the system; the choice is shown at once and kept in the cookie `theme`. */
export function ColorSchemeToggle({
  defaultValue,
  label,
  lightLabel,
  darkLabel,
  systemLabel,
  onValueChange,
  className,
}: ColorSchemeToggleProps) {
  const name = useId();
  const [chosen, setChosen] = useState(defaultValue);
  const options = [
    ['light', lightLabel],
    ['system', systemLabel],
    ['dark', darkLabel],
  ] as const;

  function choose(scheme: ColorScheme): void {
    setChosen(scheme);
    applyColorScheme(scheme);
    onValueChange?.(scheme);
  }

  return (
    <fieldset
      aria-label={label}
      className={clsx(
        'inline-flex min-w-0 gap-0.5 rounded-full border border-border bg-sunken p-0.5',
        className,
      )}
    >
      {options.map(([scheme, text]) => (
        <label
          key={scheme}
          title={text}
          className="relative grid size-7 place-items-center rounded-full text-muted transition-colors duration-150 hover:text-text has-checked:bg-surface has-checked:text-text has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={name}
            value={scheme}
            aria-label={text}
            checked={chosen === scheme}
            onChange={() => choose(scheme)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-full outline-none"
          />
          <svg
            viewBox="0 0 16 16"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.3"
            strokeLinecap="round"
            strokeLinejoin="round"
            aria-hidden="true"
            className="size-4"
          >
            <path d={ICONS[scheme]} />
          </svg>
        </label>
      ))}
    </fieldset>
  );
}
