import { clsx } from 'clsx';
import { cloneElement, type ReactElement, type ReactNode } from 'react';

interface ElementProps {
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

/**
 * The element of a `render` property: a component draws it in place of a button or a link, as
 * `<Link to="/cart" />` of a router. Its class names and children are kept.
 */
export type RenderElement = ReactElement<ElementProps>;

/** Returns the element with the props added; it keeps its own children unless others are given. */
export function renderElement(
  element: RenderElement,
  { className, children, ...props }: ElementProps & Readonly<Record<string, unknown>>,
): ReactElement {
  return cloneElement(
    element,
    { ...props, className: clsx(className, element.props.className) },
    children ?? element.props.children,
  );
}
