// @vitest-environment happy-dom

import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { DateRangeInput } from './date-range-input.tsx';
import { FileDrop } from './file-drop.tsx';
import { MoneyInput } from './money-input.tsx';
import { NumberField } from './number-field.tsx';
import { QuantityStepper } from './quantity-stepper.tsx';
import { preparePage } from './testing/prepare-page.ts';

preparePage();

function Quantity({ onValueChange }: { readonly onValueChange: (value: number) => void }) {
  const [value, setValue] = useState(2);
  return (
    <QuantityStepper
      label="Quantity"
      decreaseLabel="Less"
      increaseLabel="More"
      max={4}
      value={value}
      onValueChange={(next) => {
        setValue(next);
        onValueChange(next);
      }}
    />
  );
}

test('A stepper counts between its limits', () => {
  const change = vi.fn();
  render(<Quantity onValueChange={change} />);
  const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
  press('More');
  press('More');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'More' }).disabled).toBe(true);
  press('Less');
  expect(change.mock.calls).toEqual([[3], [4], [3]]);
});

test('A stepper accepts what is typed when it is left, within its limits, and whole numbers alone', () => {
  const change = vi.fn();
  render(<Quantity onValueChange={change} />);
  const input = screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Quantity' });
  const type = (text: string) => {
    fireEvent.change(input, { target: { value: text } });
    fireEvent.blur(input);
  };
  type('40');
  expect(input.value).toBe('4');
  type('1.5');
  expect(input.value).toBe('4');
  type('');
  expect(input.value).toBe('4');
  fireEvent.change(input, { target: { value: '3' } });
  expect(change.mock.calls).toEqual([[4]]);
  fireEvent.keyDown(input, { key: 'Enter' });
  expect(change.mock.calls).toEqual([[4], [3]]);
});

function Amount({
  initial,
  digits = 2,
}: {
  readonly initial: number | null;
  readonly digits?: number;
}) {
  const [value, setValue] = useState(initial);
  return (
    <>
      <MoneyInput
        aria-label="Price"
        value={value}
        onValueChange={setValue}
        currency="EUR"
        digits={digits}
        locale="es"
      />
      <output>{String(value)}</output>
      <button type="button" onClick={() => setValue(999)}>
        Reset
      </button>
    </>
  );
}

test('An input of money keeps minor units and writes them as the locale does when it is left', () => {
  render(<Amount initial={1250} />);
  const input = screen.getByLabelText<HTMLInputElement>('Price');
  const output = screen.getByRole('status');
  expect(input.value).toBe('12,50');
  fireEvent.change(input, { target: { value: '7.5' } });
  expect(input.value).toBe('7.5');
  expect(output.textContent).toBe('750');
  fireEvent.blur(input);
  expect(input.value).toBe('7,50');
  fireEvent.change(input, { target: { value: '' } });
  fireEvent.blur(input);
  expect(output.textContent).toBe('null');
  expect(input.getAttribute('aria-invalid')).toBeNull();
  fireEvent.click(screen.getByText('Reset'));
  expect(input.value).toBe('9,99');
});

test('An input of money keeps a text that is no amount and marks it', () => {
  render(<Amount initial={1250} />);
  const input = screen.getByLabelText<HTMLInputElement>('Price');
  fireEvent.change(input, { target: { value: '12,345' } });
  fireEvent.blur(input);
  expect(input.value).toBe('12,345');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByRole('status').textContent).toBe('NaN');
  fireEvent.click(screen.getByText('Reset'));
  expect(input.value).toBe('9,99');
  expect(input.getAttribute('aria-invalid')).toBeNull();
});

test('A number is read and written as its locale does', () => {
  const change = vi.fn();
  render(
    <NumberField aria-label="Weight" value={1.5} step={0.1} locale="es" onValueChange={change} />,
  );
  const input = screen.getByRole<HTMLInputElement>('textbox', { name: 'Weight' });
  expect(input.value).toBe('1,5');
  fireEvent.change(input, { target: { value: '2,25' } });
  expect(change).toHaveBeenLastCalledWith(2.25);
});

test('Neither day of a range can be beyond the other', () => {
  const change = vi.fn();
  render(
    <DateRangeInput
      label="Sold"
      startLabel="From"
      endLabel="To"
      max="2026-12-31"
      value={{ start: '2026-03-01', end: '' }}
      onValueChange={change}
    />,
  );
  expect(screen.getByLabelText<HTMLInputElement>('From').max).toBe('2026-12-31');
  expect(screen.getByLabelText<HTMLInputElement>('To').min).toBe('2026-03-01');
  fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-03-31' } });
  expect(change).toHaveBeenCalledWith({ start: '2026-03-01', end: '2026-03-31' });
});

const picture = new File(['x'], 'bowl.PNG', { type: 'image/png' });
const table = new File(['x'], 'stock.csv', { type: '' });
const program = new File(['x'], 'bowl.exe', { type: 'application/octet-stream' });

test('Files are dropped or chosen; those of other kinds are handed back', () => {
  const take = vi.fn();
  const refuse = vi.fn();
  render(
    <FileDrop
      label="Drop files"
      accept="image/*, .csv"
      multiple
      onFiles={take}
      onReject={refuse}
    />,
  );
  const input = screen.getByLabelText('Drop files');
  fireEvent.drop(screen.getByText('Drop files'), {
    dataTransfer: { files: [picture, program, table] },
  });
  expect(take).toHaveBeenCalledExactlyOnceWith([picture, table]);
  expect(refuse).toHaveBeenCalledExactlyOnceWith([program]);
  fireEvent.change(input, { target: { files: [table] } });
  expect(take).toHaveBeenLastCalledWith([table]);
});

test('A field for one file takes the first, and none while it is disabled', () => {
  const take = vi.fn();
  const drop = () =>
    fireEvent.drop(screen.getByText('Drop a file'), { dataTransfer: { files: [picture, table] } });
  const { rerender } = render(<FileDrop label="Drop a file" onFiles={take} />);
  drop();
  expect(take).toHaveBeenCalledExactlyOnceWith([picture]);
  rerender(<FileDrop label="Drop a file" onFiles={take} disabled />);
  drop();
  expect(take).toHaveBeenCalledOnce();
});
