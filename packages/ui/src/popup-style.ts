/** A dialog over another one dims both the page and that dialog, in place of the first backdrop. */
const LAST_OF_SEVERAL =
  '[[data-base-ui-portal]:has(~[data-base-ui-portal]_.bg-overlay)>&]:opacity-0';

/** The dimmed page behind dialogs and drawers. */
export const BACKDROP = `fixed inset-0 z-50 bg-overlay transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0 ${LAST_OF_SEVERAL}`;

/** The plane of menus, popovers and lists of choices. */
export const POPUP =
  'origin-(--transform-origin) rounded-lg border border-border bg-raised text-text shadow-md outline-none transition-[opacity,scale] duration-150 ease-out data-ending-style:scale-97 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0';

/** A line of a menu or a list of choices. */
export const POPUP_ITEM =
  'relative flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-sm no-underline outline-none data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0';
