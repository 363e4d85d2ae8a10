import type { Client } from '@trastienda/shop-client';
import type { Permission } from '@trastienda/shop-contract';
import type { LucideIcon } from 'lucide-react';
import type { Translate } from '../i18n/translate.ts';

/** Heads of the navigation; the overview stands above them. */
export const NAVIGATION_GROUPS = ['overview', 'sell', 'catalog', 'analyze', 'system'] as const;
export type NavigationGroup = (typeof NAVIGATION_GROUPS)[number];

/** A page that can be gone to from anywhere. */
export interface NavigationEntry {
  readonly label: (t: Translate) => string;
  readonly to: string;
  readonly icon: LucideIcon;
  readonly group: NavigationGroup;
  /** Null: for all staff. */
  readonly permission: Permission | null;
  /** Key after `g` that leads to the page. */
  readonly key?: string;
}

/** Something to do that the command palette offers. */
export interface PaletteAction {
  readonly label: (t: Translate) => string;
  readonly icon: LucideIcon;
  readonly permission: Permission | null;
  /** Page that does it. */
  readonly to: string;
}

export interface PaletteResult {
  readonly id: string;
  readonly label: string;
  /** Muted, after the label. */
  readonly detail?: string;
  readonly to: string;
}

/** Things that the command palette finds on the server by what is typed. */
export interface PaletteSearch {
  readonly id: string;
  readonly label: (t: Translate) => string;
  readonly icon: LucideIcon;
  readonly permission: Permission;
  search(client: Client, text: string, signal: AbortSignal): Promise<readonly PaletteResult[]>;
}

/** What a part of the back office adds to the shell. */
export interface Area {
  readonly navigation: readonly NavigationEntry[];
  readonly actions?: readonly PaletteAction[];
  readonly searches?: readonly PaletteSearch[];
}
