import { Menu as BaseMenu } from '@base-ui/react/menu';
import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { POPUP, POPUP_ITEM } from './popup-style.ts';
import type { RenderElement } from './render-element.ts';

export interface MenuProps {
  /** The button that opens it: `trigger={<IconButton label="…" />}`. */
  readonly trigger: ReactElement;
  /** Edge of the trigger that the menu keeps to. Default `end`. */
  readonly align?: 'start' | 'center' | 'end' | undefined;
  /** Default `bottom`. */
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
  /** `MenuItem`, `MenuCheckboxItem`, `MenuRadioGroup`, `MenuGroup`, `MenuSeparator`. */
  readonly children: ReactNode;
}

/** A list of actions below a button, with the arrow keys and search by letters. */
export function Menu({
  trigger,
  align = 'end',
  side = 'bottom',
  open,
  onOpenChange,
  children,
}: MenuProps) {
  return (
    <BaseMenu.Root open={open} onOpenChange={(isOpen) => onOpenChange?.(isOpen)}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner align={align} side={side} sideOffset={6} className="z-50 outline-none">
          <BaseMenu.Popup
            className={clsx(POPUP, 'max-h-(--available-height) min-w-48 overflow-y-auto p-1.5')}
          >
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

export interface MenuItemProps {
  /** Before the text. */
  readonly icon?: ReactNode;
  /** At the end, muted: a `Kbd`. */
  readonly shortcut?: ReactNode;
  /** Default `neutral`; `critical` for what destroys. */
  readonly tone?: 'neutral' | 'critical' | undefined;
  readonly disabled?: boolean | undefined;
  readonly onClick?: (() => void) | undefined;
  /** For links: `render={<Link to="/orders" />}`. */
  readonly render?: RenderElement | undefined;
  readonly children: ReactNode;
}

/** An action, or with `render` a link. */
export function MenuItem({
  icon,
  shortcut,
  tone = 'neutral',
  disabled = false,
  onClick,
  render,
  children,
}: MenuItemProps) {
  const className = clsx(
    POPUP_ITEM,
    tone === 'critical'
      ? 'text-critical data-highlighted:bg-critical-soft'
      : 'text-text [&_svg]:text-muted',
  );
  const content = (
    <>
      {icon}
      <span className="grow">{children}</span>
      {shortcut !== undefined && <span className="ml-4 text-muted text-xs">{shortcut}</span>}
    </>
  );
  if (render !== undefined) {
    return (
      <BaseMenu.LinkItem className={className} onClick={onClick} render={render} closeOnClick>
        {content}
      </BaseMenu.LinkItem>
    );
  }
  return (
    <BaseMenu.Item className={className} onClick={onClick} disabled={disabled}>
      {content}
    </BaseMenu.Item>
  );
}

export interface MenuCheckboxItemProps {
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
  readonly children: ReactNode;
}

/** An option that is on or off; the menu stays open. */
export function MenuCheckboxItem({
  checked,
  onCheckedChange,
  disabled = false,
  children,
}: MenuCheckboxItemProps) {
  return (
    <BaseMenu.CheckboxItem
      className={clsx(POPUP_ITEM, 'pl-8')}
      checked={checked}
      onCheckedChange={(isChecked) => onCheckedChange(isChecked)}
      disabled={disabled}
    >
      <BaseMenu.CheckboxItemIndicator className="absolute left-2.5 text-accent">
        <Check aria-hidden="true" />
      </BaseMenu.CheckboxItemIndicator>
      {children}
    </BaseMenu.CheckboxItem>
  );
}

export interface MenuRadioGroupProps {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[];
}

/** One of some options. */
export function MenuRadioGroup({ value, onValueChange, options }: MenuRadioGroupProps) {
  return (
    <BaseMenu.RadioGroup value={value} onValueChange={(chosen) => onValueChange(String(chosen))}>
      {options.map((option) => (
        <BaseMenu.RadioItem
          key={option.value}
          value={option.value}
          closeOnClick
          className={clsx(POPUP_ITEM, 'pl-8')}
        >
          <BaseMenu.RadioItemIndicator className="absolute left-2.5 text-accent">
            <Check aria-hidden="true" />
          </BaseMenu.RadioItemIndicator>
          {option.label}
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  );
}

export interface MenuGroupProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
}

/** Items below a heading. */
export function MenuGroup({ label, children }: MenuGroupProps) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className="px-2.5 pt-2 pb-1 font-medium text-muted text-xs">
        {label}
      </BaseMenu.GroupLabel>
      {children}
    </BaseMenu.Group>
  );
}

/** A line between items. */
export function MenuSeparator() {
  return <BaseMenu.Separator className="-mx-1.5 my-1.5 h-px bg-border" />;
}
