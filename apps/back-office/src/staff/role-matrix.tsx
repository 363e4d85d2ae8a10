import { ROLE_PERMISSIONS } from '@trastienda/shop-contract';
import { Card } from '@trastienda/ui/card';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeaderCell,
  TableRow,
} from '@trastienda/ui/table';
import { VisuallyHidden } from '@trastienda/ui/visually-hidden';
import { Check, Minus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { PERMISSION_GROUPS } from '../permissions/permission-groups.ts';
import { STAFF_ROLES } from './account.ts';

/** What each role may do. */
export function RoleMatrix() {
  const t = useTranslations();
  return (
    <Card padding="none" className="overflow-hidden">
      <Table label={t('staff.roles')}>
        <TableHead>
          <TableRow>
            <TableHeaderCell>{t('staff.permission')}</TableHeaderCell>
            {STAFF_ROLES.map((role) => (
              <TableHeaderCell key={role} align="center" className="max-sm:px-1! max-sm:last:pr-5!">
                {t(`shell.roles.${role}`)}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {PERMISSION_GROUPS.flatMap(({ permissions }) =>
            permissions.map((permission) => (
              <TableRow key={permission}>
                <TableCell>
                  <p>{t(`permissions.${permission}`)}</p>
                  <p className="font-mono text-muted text-xs">{permission}</p>
                </TableCell>
                {STAFF_ROLES.map((role) => {
                  const has = ROLE_PERMISSIONS[role].includes(permission);
                  const Icon = has ? Check : Minus;
                  return (
                    <TableCell key={role} align="center" className="max-sm:px-1! max-sm:last:pr-5!">
                      <Icon
                        aria-hidden="true"
                        className={`mx-auto size-4 ${has ? 'text-positive' : 'text-muted'}`}
                      />
                      <VisuallyHidden>{has ? t('staff.may') : t('staff.mayNot')}</VisuallyHidden>
                    </TableCell>
                  );
                })}
              </TableRow>
            )),
          )}
        </TableBody>
      </Table>
    </Card>
  );
}
