import { Button } from '@trastienda/ui/button';
import { Menu, MenuCheckboxItem, MenuItem, MenuSeparator } from '@trastienda/ui/menu';
import { Columns3 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { ColumnMeta } from './table-features.ts';

export interface ColumnMenuProps {
  readonly columns: readonly { readonly id?: string; readonly meta?: ColumnMeta }[];
  readonly isVisible: (id: string) => boolean;
  /** Gets the hidden columns; null for the usual ones. */
  readonly onChange: (hidden: readonly string[] | null) => void;
  readonly className?: string;
}

/** Shows and hides columns. The first one names the row, and stays. */
export function ColumnMenu({ columns, isVisible, onChange, className }: ColumnMenuProps) {
  const t = useTranslations('table');
  const ids = columns.flatMap(({ id }) => (id === undefined ? [] : [id]));
  return (
    <div className={className}>
      <Menu
        trigger={
          <Button size="sm" variant="ghost" icon={<Columns3 />}>
            {t('columns')}
          </Button>
        }
      >
        {columns.slice(1).map(
          ({ id, meta }) =>
            id !== undefined &&
            meta?.isAction !== true && (
              <MenuCheckboxItem
                key={id}
                checked={isVisible(id)}
                onCheckedChange={(isShown) =>
                  onChange(ids.filter((each) => (each === id ? !isShown : !isVisible(each))))
                }
              >
                {meta?.label ?? id}
              </MenuCheckboxItem>
            ),
        )}
        <MenuSeparator />
        <MenuItem onClick={() => onChange(null)}>{t('resetColumns')}</MenuItem>
      </Menu>
    </div>
  );
}
