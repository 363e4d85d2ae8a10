import type { EventType } from '@trastienda/shop-contract';
import { Checkbox } from '@trastienda/ui/checkbox';
import { FieldError } from '@trastienda/ui/field-error';
import { Radio, RadioGroup } from '@trastienda/ui/radio-group';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { EVENT_GROUPS, type EventGroup } from './event-groups.ts';

export interface EventTypesFieldProps {
  /** Null for all types. */
  readonly value: readonly EventType[] | null;
  readonly onChange: (types: EventType[] | null) => void;
  readonly error?: string | undefined;
}

/** Which events an endpoint gets: all, also those of later versions, or some, by group. */
export function EventTypesField({ value, onChange, error }: EventTypesFieldProps) {
  const t = useTranslations('webhooks');
  // Choosing "all" and coming back keeps what was chosen.
  const [some, setSome] = useState<readonly EventType[]>(value ?? []);
  const chosen = new Set(value);

  const set = (types: readonly EventType[], isOn: boolean) => {
    const rest = (value ?? []).filter((type) => !types.includes(type));
    const next = isOn ? [...rest, ...types] : rest;
    setSome(next);
    onChange(next);
  };
  const choose = (choice: string) => onChange(choice === 'all' ? null : [...some]);

  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        label={t('events')}
        value={value === null ? 'all' : 'some'}
        onValueChange={choose}
      >
        <Radio value="all" label={t('allEvents')} hint={t('allEventsHint')} />
        <Radio value="some" label={t('someEvents')} />
      </RadioGroup>
      {/* Above the list, which reaches below the edge of a phone. */}
      {error !== undefined && <FieldError>{error}</FieldError>}
      {value !== null && (
        <div className="grid gap-x-6 gap-y-5 rounded-md border border-border p-4 sm:grid-cols-2">
          {EVENT_GROUPS.map((group) => (
            <GroupOfTypes key={group.aggregate} group={group} chosen={chosen} onChange={set} />
          ))}
        </div>
      )}
    </div>
  );
}

interface GroupOfTypesProps {
  readonly group: EventGroup;
  readonly chosen: ReadonlySet<EventType>;
  readonly onChange: (types: readonly EventType[], isOn: boolean) => void;
}

function GroupOfTypes({ group: { aggregate, types }, chosen, onChange }: GroupOfTypesProps) {
  const t = useTranslations('webhooks');
  const count = types.filter((type) => chosen.has(type)).length;
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{t(`aggregates.${aggregate}`)}</legend>
      <Checkbox
        label={<span className="font-medium">{t(`aggregates.${aggregate}`)}</span>}
        checked={count === types.length}
        indeterminate={count > 0 && count < types.length}
        onChange={({ currentTarget }) => onChange(types, currentTarget.checked)}
      />
      <ul className="mt-1.5 ml-6.5 flex flex-col gap-1">
        {types.map((type) => (
          <li key={type}>
            <Checkbox
              label={<span className="font-mono text-xs">{type}</span>}
              checked={chosen.has(type)}
              onChange={({ currentTarget }) => onChange([type], currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
