// @vitest-environment happy-dom

import { fireEvent, render, screen } from '@testing-library/react';
import { createRef, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { Checkbox } from './checkbox.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';
import { Radio, RadioGroup } from './radio-group.tsx';
import { Select } from './select.tsx';
import { Switch } from './switch.tsx';
import { preparePage } from './testing/prepare-page.ts';
import { Textarea } from './textarea.tsx';

preparePage();

const describedBy = (element: HTMLElement) =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent);

test.each([
  ['an input', <Input key="input" />],
  ['a text area', <Textarea key="textarea" />],
  ['a select', <Select key="select" />],
])('A field names %s and describes it with its error and hint', (_name, control) => {
  render(
    <Field label="City" hint="As on the letter box" error="Too long" required>
      {control}
    </Field>,
  );
  const element = screen.getByLabelText<HTMLInputElement>('City');
  expect(describedBy(element)).toEqual(['Too long', 'As on the letter box']);
  expect(element.getAttribute('aria-invalid')).toBe('true');
  expect(element.required).toBe(true);
});

test('A field without an error leaves its control valid, also when the error is an empty text', () => {
  render(
    <Field label="City" error="">
      <Input />
    </Field>,
  );
  const input = screen.getByLabelText('City');
  expect(input.getAttribute('aria-invalid')).toBeNull();
  expect(input.getAttribute('aria-describedby')).toBeNull();
});

test('Inputs accept what `register` of react-hook-form returns', () => {
  const ref = createRef<HTMLInputElement>();
  const change = vi.fn();
  const blur = vi.fn();
  render(
    <Field label="City">
      <Input ref={ref} name="city" onChange={change} onBlur={blur} leading="@" />
    </Field>,
  );
  fireEvent.change(screen.getByLabelText('City'), { target: { value: 'Ronda' } });
  fireEvent.blur(screen.getByLabelText('City'));
  expect(ref.current?.value).toBe('Ronda');
  expect(change).toHaveBeenCalledOnce();
  expect(blur).toHaveBeenCalledOnce();
});

test('A checkbox is named, described and can be neither on nor off', () => {
  const ref = createRef<HTMLInputElement>();
  const { rerender } = render(<Checkbox ref={ref} label="All" error="Needed" indeterminate />);
  const box = screen.getByRole<HTMLInputElement>('checkbox', { name: 'All' });
  expect(box.indeterminate).toBe(true);
  expect(ref.current).toBe(box);
  expect(describedBy(box)).toEqual(['Needed']);
  rerender(<Checkbox ref={ref} label="All" />);
  expect(box.indeterminate).toBe(false);
  fireEvent.click(screen.getByText('All'));
  expect(box.checked).toBe(true);
});

test('A switch is announced as one', () => {
  const change = vi.fn();
  render(<Switch label="Published" onChange={change} />);
  fireEvent.click(screen.getByRole('switch', { name: 'Published' }));
  expect(change).toHaveBeenCalledOnce();
});

test('A group of radio buttons keeps its state itself and is sent by its name', () => {
  render(
    <form>
      <RadioGroup label="Shipping" name="shipping">
        <Radio value="post" label="Post" defaultChecked />
        <Radio value="courier" label="Courier" />
      </RadioGroup>
    </form>,
  );
  const sent = () => {
    const form = document.querySelector('form');
    return form === null ? null : new FormData(form).get('shipping');
  };
  expect(screen.getByRole('group', { name: 'Shipping' })).toBeDefined();
  expect(sent()).toBe('post');
  fireEvent.click(screen.getByLabelText('Courier'));
  expect(sent()).toBe('courier');
});

function Sizes() {
  const [size, setSize] = useState('s');
  return (
    <RadioGroup label="Size" variant="pill" value={size} onValueChange={setSize}>
      <Radio value="s" label="Small" />
      <Radio value="l" label="Large" />
      <Radio value="xl" label="Largest" disabled />
    </RadioGroup>
  );
}

test('A controlled group of radio buttons shows the value that it is given', () => {
  render(<Sizes />);
  const chosen = () =>
    screen.getAllByRole<HTMLInputElement>('radio').find((radio) => radio.checked)?.value;
  expect(chosen()).toBe('s');
  fireEvent.click(screen.getByLabelText('Large'));
  expect(chosen()).toBe('l');
  fireEvent.click(screen.getByLabelText('Largest'));
  expect(chosen()).toBe('l');
});
