import { useState } from 'react';
import { Card } from '../src/card.tsx';
import { Combobox, type ComboboxOption } from '../src/combobox.tsx';
import { DateRangeInput } from '../src/date-range-input.tsx';
import { Field } from '../src/field.tsx';
import { FileDrop } from '../src/file-drop.tsx';
import { MoneyInput } from '../src/money-input.tsx';
import { MultiCombobox } from '../src/multi-combobox.tsx';
import { NumberField } from '../src/number-field.tsx';
import { QuantityStepper } from '../src/quantity-stepper.tsx';
import { Radio, RadioGroup } from '../src/radio-group.tsx';
import { SectionHeader } from '../src/section-header.tsx';
import { Switch } from '../src/switch.tsx';

const WORKSHOPS: readonly ComboboxOption[] = [
  { value: 'gundivos', label: 'Gundivós', hint: 'Black clay' },
  { value: 'ronda', label: 'Ronda', hint: 'Stoneware' },
  { value: 'grazalema', label: 'Grazalema', hint: 'Wool' },
];

export function Choices() {
  const [quantity, setQuantity] = useState(2);
  const [price, setPrice] = useState<number | null>(4250);
  const [weight, setWeight] = useState<number | null>(1.25);
  const [workshop, setWorkshop] = useState<ComboboxOption | null>(null);
  const [workshops, setWorkshops] = useState<readonly ComboboxOption[]>(WORKSHOPS.slice(0, 2));
  const [days, setDays] = useState({ start: '2026-03-01', end: '2026-03-31' });
  return (
    <>
      <SectionHeader title="Choices" />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card className="flex flex-col gap-6">
          <RadioGroup label="Shipping" variant="card">
            <Radio value="post" label="Post" hint="Three days" trailing="€ 4.90" defaultChecked />
            <Radio value="courier" label="Courier" hint="Tomorrow" trailing="€ 9.50" />
          </RadioGroup>
          <RadioGroup label="Size" variant="pill">
            <Radio value="s" label="14 cm" />
            <Radio value="m" label="18 cm" defaultChecked />
            <Radio value="l" label="24 cm" disabled />
          </RadioGroup>
          <RadioGroup label="Invoice" orientation="horizontal">
            <Radio value="no" label="No" defaultChecked />
            <Radio value="yes" label="Yes" />
          </RadioGroup>
          <Switch label="Published" hint="Visible in the shop." defaultChecked />
          <Switch label="Sold in packs" />
          <QuantityStepper
            label="Quantity"
            decreaseLabel="Less"
            increaseLabel="More"
            value={quantity}
            onValueChange={setQuantity}
            className="self-start"
          />
        </Card>
        <Card className="flex flex-col gap-5">
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label="Price">
              <MoneyInput
                value={price}
                onValueChange={setPrice}
                currency="EUR"
                digits={2}
                locale="es"
              />
            </Field>
            <Field label="Weight">
              <NumberField
                value={weight}
                onValueChange={setWeight}
                locale="es"
                step={0.25}
                decreaseLabel="Less"
                increaseLabel="More"
              />
            </Field>
          </div>
          <Field label="Workshop">
            <Combobox
              options={WORKSHOPS}
              value={workshop}
              onValueChange={setWorkshop}
              emptyLabel="No workshop"
              openLabel="Show all"
              clearLabel="Empty"
              placeholder="Find a workshop"
            />
          </Field>
          <Field label="Sold in">
            <MultiCombobox
              options={WORKSHOPS}
              value={workshops}
              onValueChange={setWorkshops}
              emptyLabel="No workshop"
              removeLabel={(label) => `Remove ${label}`}
            />
          </Field>
          <DateRangeInput
            label="Period"
            startLabel="From"
            endLabel="To"
            value={days}
            onValueChange={setDays}
          />
          <FileDrop
            label="Drop pictures here, or choose them"
            hint="PNG or JPEG, up to 10 MB"
            accept="image/*"
            onFiles={() => {}}
          />
        </Card>
      </div>
    </>
  );
}
