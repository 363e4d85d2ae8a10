import { clsx } from 'clsx';
import { useEffect, useRef } from 'react';
import { NavLink } from 'react-router';
import { useTranslations } from 'use-intl';
import { useNavigation } from './use-navigation.ts';

export interface NavigationProps {
  /** Shows icons alone, with the names as tooltips. */
  readonly isNarrow?: boolean;
  readonly onNavigate?: () => void;
}

/** The pages of the back office by group. */
export function Navigation({ isNarrow = false, onNavigate }: NavigationProps) {
  const t = useTranslations();
  const nav = useRef<HTMLElement>(null);
  // On low screens the entry of the page may be outside of the part that is in sight.
  useEffect(() => {
    nav.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <nav ref={nav} aria-label={t('shell.navigation')} className="flex flex-col gap-5">
      {useNavigation().map(({ group, entries }) => (
        <div key={group}>
          {group !== 'overview' && (
            <p
              className={clsx('px-3 pb-1.5 font-medium text-muted text-xs', isNarrow && 'sr-only')}
            >
              {t(`shell.groups.${group}`)}
            </p>
          )}
          <ul className="flex flex-col gap-0.5">
            {entries.map(({ to, label, icon: Icon }) => (
              <li key={to}>
                <NavLink
                  to={to}
                  end={to === '/'}
                  title={isNarrow ? label(t) : undefined}
                  {...(onNavigate && { onClick: onNavigate })}
                  className={({ isActive }) =>
                    clsx(
                      'flex h-9 items-center gap-3 rounded-md px-3 text-sm transition-colors duration-150',
                      isActive
                        ? 'bg-accent-soft font-medium text-accent'
                        : 'text-muted hover:bg-hover hover:text-text',
                      isNarrow && 'justify-center px-0',
                    )
                  }
                >
                  <Icon aria-hidden="true" className="size-4.5 shrink-0" />
                  <span className={isNarrow ? 'sr-only' : 'truncate'}>{label(t)}</span>
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
