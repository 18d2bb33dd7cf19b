/** Tabs after the pattern of the ARIA practices: one stop for Tab, arrow keys between them, the panel named by its tab. */
import * as React from 'react';

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly draw: () => React.JSX.Element;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

export function Tabs({ label, tabs, chosen, onChoose }: TabsProps): React.JSX.Element {
  const prefix = React.useId();
  const list = React.useRef<HTMLDivElement>(null);
  const active = tabs.find(({ id }) => id === chosen) ?? tabs[0];
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const position = tabs.findIndex(({ id }) => id === active?.id);
    const next = positionAfter(event.key, position, tabs.length);
    const tab = next === null ? undefined : tabs[next];
    if (tab !== undefined && next !== null) {
      event.preventDefault();
      onChoose(tab.id);
      list.current?.querySelectorAll('button')[next]?.focus();
    }
  };
  return (
    <>
      <div className="collard-Tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map(tab => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${prefix}-${tab.id}`}
            aria-selected={tab === active}
            aria-controls={`${prefix}-panel`}
            tabIndex={tab === active ? 0 : -1}
            onClick={() => onChoose(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {active && (
        <div
          className="collard-TabPanel"
          role="tabpanel"
          id={`${prefix}-panel`}
          aria-labelledby={`${prefix}-${active.id}`}
          tabIndex={0}
          data-tab={active.id}
        >
          {active.draw()}
        </div>
      )}
    </>
  );
}

function positionAfter(key: string, position: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (position + 1) % count;
    case 'ArrowLeft':
      return (position - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
