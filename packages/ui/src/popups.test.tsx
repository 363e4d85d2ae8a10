// @vitest-environment happy-dom

import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { AlertDialog } from './alert-dialog.tsx';
import { Button } from './button.tsx';
import { Combobox } from './combobox.tsx';
import { Dialog, DialogClose } from './dialog.tsx';
import { Drawer } from './drawer.tsx';
import { Menu, MenuItem, MenuRadioGroup } from './menu.tsx';
import { MultiCombobox } from './multi-combobox.tsx';
import { Popover } from './popover.tsx';
import { Tab, TabList, TabPanel, Tabs } from './tabs.tsx';
import { preparePage } from './testing/prepare-page.ts';
import { ToastProvider, useToast } from './toast.tsx';

preparePage();

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('A dialog has a name and a description, and closes by its buttons', async () => {
  const change = vi.fn();
  render(
    <Dialog
      trigger={<Button>Open</Button>}
      title="Rename"
      description="The address stays."
      closeLabel="Close"
      onOpenChange={change}
      footer={<DialogClose render={<Button>Cancel</Button>} />}
    >
      <input aria-label="Name" />
    </Dialog>,
  );
  press('Open');
  const dialog = await screen.findByRole('dialog', { name: 'Rename' });
  expect(dialog.textContent).toContain('The address stays.');
  press('Cancel');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  press('Open');
  await screen.findByRole('dialog');
  press('Close');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(change.mock.calls).toEqual([[true], [false], [true], [false]]);
});

test('A controlled drawer shows what it is told', async () => {
  const change = vi.fn();
  const { rerender } = render(
    <Drawer open title="Cart" closeLabel="Close" onOpenChange={change}>
      One bowl
    </Drawer>,
  );
  expect((await screen.findByRole('dialog', { name: 'Cart' })).textContent).toContain('One bowl');
  press('Close');
  expect(change).toHaveBeenCalledExactlyOnceWith(false);
  expect(screen.queryByRole('dialog')).not.toBeNull();
  rerender(
    <Drawer open={false} title="Cart" closeLabel="Close" onOpenChange={change}>
      One bowl
    </Drawer>,
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('A question is answered with yes once, and closes', async () => {
  const confirm = vi.fn();
  render(
    <AlertDialog
      trigger={<Button>Delete</Button>}
      title="Delete it?"
      confirmLabel="Delete product"
      cancelLabel="Keep"
      onConfirm={confirm}
    />,
  );
  press('Delete');
  await screen.findByRole('alertdialog', { name: 'Delete it?' });
  press('Keep');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(confirm).not.toHaveBeenCalled();
  press('Delete');
  await screen.findByRole('alertdialog');
  press('Delete product');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(confirm).toHaveBeenCalledOnce();
});

test('A question whose answer takes a while stays open until its caller closes it', async () => {
  const change = vi.fn();
  const confirm = vi.fn();
  render(
    <AlertDialog
      open
      onOpenChange={change}
      title="Refund it?"
      confirmLabel="Refund"
      cancelLabel="Keep"
      loading={false}
      onConfirm={confirm}
    />,
  );
  await screen.findByRole('alertdialog');
  press('Refund');
  expect(confirm).toHaveBeenCalledOnce();
  expect(change).not.toHaveBeenCalled();
});

test('A menu runs what is chosen, has links, and keeps a choice of several', async () => {
  const edit = vi.fn();
  const sort = vi.fn();
  render(
    <Menu trigger={<Button>More</Button>}>
      <MenuItem onClick={edit}>Edit</MenuItem>
      <MenuItem render={<a href="/orders" />}>Orders</MenuItem>
      <MenuRadioGroup
        value="new"
        onValueChange={sort}
        options={[
          { value: 'new', label: 'Newest' },
          { value: 'old', label: 'Oldest' },
        ]}
      />
    </Menu>,
  );
  press('More');
  const link = await screen.findByRole('menuitem', { name: 'Orders' });
  expect(link.getAttribute('href')).toBe('/orders');
  fireEvent.click(screen.getByRole('menuitem', { name: 'Edit' }));
  expect(edit).toHaveBeenCalledOnce();
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  press('More');
  fireEvent.click(await screen.findByRole('menuitemradio', { name: 'Oldest' }));
  expect(sort).toHaveBeenCalledExactlyOnceWith('old');
});

test('A popover opens beside its button and is named', async () => {
  render(
    <Popover trigger={<Button>Filter</Button>} title="Filters">
      <input aria-label="Price" />
    </Popover>,
  );
  press('Filter');
  expect(await screen.findByRole('dialog', { name: 'Filters' })).toBeDefined();
});

test('Tabs show the panel of the chosen one', async () => {
  render(
    <Tabs defaultValue="a">
      <TabList label="Parts">
        <Tab value="a">Items</Tab>
        <Tab value="b">Notes</Tab>
      </TabList>
      <TabPanel value="a">Three bowls</TabPanel>
      <TabPanel value="b">For a present</TabPanel>
    </Tabs>,
  );
  expect(screen.getByRole('tabpanel').textContent).toBe('Three bowls');
  fireEvent.click(screen.getByRole('tab', { name: 'Notes' }));
  await waitFor(() => expect(screen.getByRole('tabpanel').textContent).toBe('For a present'));
});

function ToastButton({ undo }: { readonly undo: () => void }) {
  const toast = useToast();
  const show = () =>
    toast.show({ title: 'Deleted', timeoutMs: 0, action: { label: 'Undo', onClick: undo } });
  return <Button onClick={show}>Delete</Button>;
}

test('A toast offers to undo, once, and goes away then', async () => {
  const undo = vi.fn();
  render(
    <ToastProvider label="Messages" closeLabel="Dismiss">
      <ToastButton undo={undo} />
    </ToastProvider>,
  );
  press('Delete');
  fireEvent.click(await screen.findByText('Undo'));
  expect(undo).toHaveBeenCalledOnce();
  await waitFor(() => expect(screen.queryByText('Undo')).toBeNull());
});

/** Types as a keyboard does: without `inputType` it would be the browser that fills in. */
function type(input: HTMLElement, value: string): void {
  fireEvent.input(input, { target: { value }, inputType: 'insertText' });
}

const COUNTRIES = [
  { value: 'es', label: 'Spain' },
  { value: 'pt', label: 'Portugal' },
];

test('A combobox finds an option by its text', async () => {
  const change = vi.fn();
  render(
    <Combobox
      aria-label="Country"
      options={COUNTRIES}
      value={null}
      onValueChange={change}
      emptyLabel="None"
      openLabel="Show all"
    />,
  );
  const input = screen.getByRole('combobox', { name: 'Country' });
  type(input, 'port');
  fireEvent.click(await screen.findByRole('option', { name: 'Portugal' }));
  expect(screen.queryByRole('option', { name: 'Spain' })).toBeNull();
  expect(change).toHaveBeenCalledExactlyOnceWith(COUNTRIES[1]);
});

test('A combobox hands what is typed to its caller, who filters', async () => {
  const search = vi.fn();
  render(
    <Combobox
      aria-label="Country"
      options={COUNTRIES}
      value={null}
      onValueChange={() => {}}
      onSearch={search}
      emptyLabel="None"
      openLabel="Show all"
    />,
  );
  const input = screen.getByRole('combobox', { name: 'Country' });
  type(input, 'x');
  expect(await screen.findAllByRole('option')).toHaveLength(2);
  expect(search).toHaveBeenCalledExactlyOnceWith('x');
});

function Countries() {
  const [value, setValue] = useState<readonly { value: string; label: string }[]>([]);
  return (
    <MultiCombobox
      aria-label="Countries"
      options={COUNTRIES}
      value={value}
      onValueChange={setValue}
      emptyLabel="None"
      removeLabel={(label) => `Remove ${label}`}
    />
  );
}

test('Several options are shown as chips, which can be removed', async () => {
  render(<Countries />);
  const input = screen.getByRole('combobox', { name: 'Countries' });
  type(input, 's');
  fireEvent.click(await screen.findByRole('option', { name: 'Spain' }));
  fireEvent.click(await screen.findByLabelText('Remove Spain'));
  await waitFor(() => expect(screen.queryByLabelText('Remove Spain')).toBeNull());
});
