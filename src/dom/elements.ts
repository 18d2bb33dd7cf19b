/** Makes DOM elements in one expression each. */

type Attributes = Readonly<Record<string, string>>;

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

/** @param key tells the button from its neighbors, so that the focus finds it again when the row is drawn anew. */
export function button(
  key: string,
  attributes: Attributes,
  onClick: () => void,
  ...children: readonly (Node | string)[]
): HTMLButtonElement {
  const node = element('button', { type: 'button', 'data-key': key, ...attributes }, ...children);
  node.addEventListener('click', onClick);
  return node;
}
