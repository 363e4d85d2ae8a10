import { ROLE_PERMISSIONS } from '@trastienda/shop-contract';
import { Radio, RadioGroup } from '@trastienda/ui/radio-group';
import { useTranslations } from 'use-intl';
import { type Role, STAFF_ROLES } from './account.ts';

export interface RoleFieldProps {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
  /** Also offers the role of a customer, which ends access. */
  readonly hasCustomer?: boolean;
}

/** A role, with what it is for. */
export function RoleField({ value, onChange, hasCustomer = false }: RoleFieldProps) {
  const t = useTranslations();
  const roles: readonly Role[] = hasCustomer ? [...STAFF_ROLES, 'customer'] : STAFF_ROLES;
  return (
    <RadioGroup
      label={t('staff.role')}
      variant="card"
      value={value}
      onValueChange={(text) => {
        const role = roles.find((each) => each === text);
        if (role !== undefined) onChange(role);
      }}
    >
      {roles.map((role) => (
        <Radio
          key={role}
          value={role}
          label={t(`shell.roles.${role}`)}
          hint={t(`staff.roleTexts.${role}`)}
          trailing={
            <span className="text-muted text-sm max-sm:hidden">
              {t('staff.permissionCount', { count: ROLE_PERMISSIONS[role].length })}
            </span>
          }
        />
      ))}
    </RadioGroup>
  );
}
