import type { Permission } from '@trastienda/shop-contract';
import { Button } from '@trastienda/ui/button';
import { Checkbox } from '@trastienda/ui/checkbox';
import { FieldError } from '@trastienda/ui/field-error';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { PERMISSION_GROUPS } from '../permissions/permission-groups.ts';

export interface PermissionsFieldProps {
  /** Permissions that the person holds, and so can give. */
  readonly held: readonly Permission[];
  readonly value: readonly Permission[];
  readonly onChange: (permissions: Permission[]) => void;
  readonly error?: string | undefined;
}

/** Which permissions a key has, at most those of its creator. */
export function PermissionsField({ held, value, onChange, error }: PermissionsFieldProps) {
  const t = useTranslations();
  const errorId = useId();
  const set = (permission: Permission, isOn: boolean) => {
    const rest = value.filter((each) => each !== permission);
    onChange(isOn ? [...rest, permission] : rest);
  };
  const reading = held.filter((permission) => permission.endsWith(':read'));
  return (
    <fieldset
      aria-describedby={error === undefined ? undefined : errorId}
      className="flex min-w-0 flex-col gap-3"
    >
      <legend className="mb-2 font-medium text-sm">{t('apiKeys.permissions')}</legend>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => onChange([...reading])}>
          {t('apiKeys.onlyRead')}
        </Button>
        <Button size="sm" onClick={() => onChange([])}>
          {t('apiKeys.none')}
        </Button>
      </div>
      {/* Above the list, which reaches below the edge of a phone. */}
      {error !== undefined && <FieldError id={errorId}>{error}</FieldError>}
      <div className="flex max-h-80 flex-col gap-3 overflow-y-auto rounded-md border border-border p-4">
        {PERMISSION_GROUPS.flatMap(({ permissions }) => permissions)
          .filter((permission) => held.includes(permission))
          .map((permission) => (
            <Checkbox
              key={permission}
              label={t(`permissions.${permission}`)}
              hint={<span className="font-mono text-xs">{permission}</span>}
              checked={value.includes(permission)}
              onChange={({ currentTarget }) => set(permission, currentTarget.checked)}
            />
          ))}
      </div>
    </fieldset>
  );
}
