import { Ellipsis, Pencil, Trash } from 'lucide-react';
import { useEffect, useState } from 'react';
import { AlertDialog } from '../src/alert-dialog.tsx';
import { Button } from '../src/button.tsx';
import { Dialog, DialogClose } from '../src/dialog.tsx';
import { Drawer } from '../src/drawer.tsx';
import { Field } from '../src/field.tsx';
import { IconButton } from '../src/icon-button.tsx';
import { Input } from '../src/input.tsx';
import { Menu, MenuCheckboxItem, MenuGroup, MenuItem, MenuSeparator } from '../src/menu.tsx';
import { Popover } from '../src/popover.tsx';
import { SectionHeader } from '../src/section-header.tsx';
import { useToast } from '../src/toast.tsx';

/** True while the address ends in `#name`, so that a screenshot can show what is open. */
function useHash(name: string): [boolean, (open: boolean) => void] {
  return useState(location.hash === `#${name}`);
}

export function Overlays() {
  const toast = useToast();
  const [isDialogOpen, setDialogOpen] = useHash('dialog');
  const [isDrawerOpen, setDrawerOpen] = useHash('drawer');
  const [isQuestionOpen, setQuestionOpen] = useHash('question');
  const [isMenuOpen, setMenuOpen] = useHash('menu');
  const [isCompact, setCompact] = useState(true);
  useEffect(() => {
    if (location.hash !== '#toast') return;
    toast.show({ title: 'Draft saved', tone: 'positive' });
    toast.show({
      title: 'Blue bowl deleted',
      description: 'And its two variants.',
      action: { label: 'Undo', onClick: () => toast.show({ title: 'Restored' }) },
    });
  }, [toast]);
  return (
    <>
      <SectionHeader title="Overlays" />
      <div className="flex flex-wrap items-start gap-3 pb-60">
        <Dialog
          open={isDialogOpen}
          onOpenChange={setDialogOpen}
          trigger={<Button>Dialog</Button>}
          title="Rename product"
          description="The address of its page stays the same."
          closeLabel="Close"
          footer={
            <>
              <DialogClose render={<Button>Cancel</Button>} />
              <Button variant="primary">Rename</Button>
            </>
          }
        >
          <Field label="Name">
            <Input defaultValue="Blue bowl" />
          </Field>
        </Dialog>
        <Drawer
          open={isDrawerOpen}
          onOpenChange={setDrawerOpen}
          trigger={<Button>Drawer</Button>}
          title="Your cart"
          description="2 items"
          closeLabel="Close"
          footer={
            <Button variant="primary" size="lg" fullWidth>
              Check out
            </Button>
          }
        >
          Blue bowl, € 42.00
        </Drawer>
        <AlertDialog
          open={isQuestionOpen}
          onOpenChange={setQuestionOpen}
          trigger={<Button>Question</Button>}
          title="Delete the blue bowl?"
          description="Its page and its pictures go too. Orders keep their lines."
          confirmLabel="Delete product"
          cancelLabel="Keep"
          onConfirm={() => toast.show({ title: 'Blue bowl deleted' })}
        />
        <Popover trigger={<Button>Popover</Button>} title="Filter by price">
          <Field label="At most">
            <Input inputMode="decimal" />
          </Field>
        </Popover>
        <Button onClick={() => toast.show({ title: 'Saved', tone: 'positive' })}>Toast</Button>
        <Menu
          trigger={<IconButton label="More" icon={<Ellipsis />} variant="secondary" />}
          open={isMenuOpen}
          onOpenChange={setMenuOpen}
          align="start"
        >
          <MenuItem icon={<Pencil />} shortcut="E">
            Edit
          </MenuItem>
          <MenuItem icon={<Pencil />} render={<a href="#edit" />}>
            Open page
          </MenuItem>
          <MenuGroup label="View">
            <MenuCheckboxItem checked={isCompact} onCheckedChange={setCompact}>
              Compact rows
            </MenuCheckboxItem>
          </MenuGroup>
          <MenuSeparator />
          <MenuItem icon={<Trash />} tone="critical">
            Delete
          </MenuItem>
        </Menu>
      </div>
    </>
  );
}
