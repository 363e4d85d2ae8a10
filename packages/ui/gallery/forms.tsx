import { Mail } from 'lucide-react';
import { Card } from '../src/card.tsx';
import { Checkbox } from '../src/checkbox.tsx';
import { Field } from '../src/field.tsx';
import { Input } from '../src/input.tsx';
import { SectionHeader } from '../src/section-header.tsx';
import { Select } from '../src/select.tsx';
import { Textarea } from '../src/textarea.tsx';

export function Forms() {
  return (
    <>
      <SectionHeader title="Forms" />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card className="flex flex-col gap-5">
          <Field label="Email" hint="For the confirmation and nothing else." labelEnd="optional">
            <Input type="email" placeholder="you@example.org" leading={<Mail />} />
          </Field>
          <Field label="Postal code" error="Five digits, as in 28013." required>
            <Input defaultValue="2801" />
          </Field>
          <Field label="Country">
            <Select defaultValue="es">
              <option value="es">Spain</option>
              <option value="pt">Portugal</option>
            </Select>
          </Field>
          <Field label="Note">
            <Textarea placeholder="For the courier" />
          </Field>
          <Field label="Locked">
            <Input disabled defaultValue="Not now" />
          </Field>
        </Card>
        <Card className="flex flex-col gap-5">
          <Checkbox label="Send me news" hint="Twice a year." defaultChecked />
          <Checkbox label="Some of them" indeterminate />
          <Checkbox label="I accept the terms" error="Needed to go on." />
          <Checkbox label="Sold out" disabled />
        </Card>
      </div>
    </>
  );
}
