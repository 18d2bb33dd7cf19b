/** A part of a badge that is drawn anew only when what it shows is another, and that keeps the focus then. */
export class Part<Content> {
  constructor(
    className: string,
    private readonly draw: (content: Content) => readonly (Node | string)[],
    /** Takes the focus when the button that had it is gone. */
    private readonly fallback: HTMLElement
  ) {
    this.node = document.createElement('div');
    this.node.className = className;
    this.node.hidden = true;
  }

  readonly node: HTMLDivElement;

  show(content: Content): void {
    const key = JSON.stringify(content);
    if (key !== this.key) {
      this.key = key;
      this.redraw(content);
    }
  }

  private redraw(content: Content): void {
    const focused = this.node.contains(document.activeElement) ? document.activeElement : null;
    const children = this.draw(content);
    this.node.replaceChildren(...children);
    this.node.hidden = children.length === 0;
    if (focused instanceof HTMLElement) {
      const buttons = [...this.node.querySelectorAll<HTMLElement>('[data-key]')];
      const same = buttons.find(({ dataset }) => dataset['key'] === focused.dataset['key']);
      (same ?? this.fallback).focus({ preventScroll: true });
    }
  }

  private key = '';
}
