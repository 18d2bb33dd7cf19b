/** The button that everything leads to, and the small menu beside it. */
import { caretDownIcon } from '@jupyterlab/ui-components';
import { Menu } from '@lumino/widgets';
import * as React from 'react';
import { commandIds } from '../../commands/command-ids.js';
import { obstaclesId } from './obstacle-list.js';
import type { RunSectionProps } from './run-section.js';

type RunButtonProps = RunSectionProps & {
  /** A run is starting or going on. */
  readonly busy: boolean;
  /** There are reasons not to run, shown below. */
  readonly blocked: boolean;
};

export function RunButton({ commands, forms, pipeline, busy, blocked, trans }: RunButtonProps): React.JSX.Element {
  const starting = forms.of(pipeline).starting;
  return (
    <div className="collard-RunButton">
      <button
        type="submit"
        className="collard-Button collard-mod-primary"
        aria-disabled={busy || blocked}
        aria-describedby={blocked ? obstaclesId : undefined}
        onClick={event => {
          if (busy || blocked) {
            event.preventDefault();
          }
        }}
      >
        {starting ? trans.__('Starting…') : trans.__('Compile and run')}
      </button>
      <button
        type="button"
        className="collard-Button collard-mod-primary"
        aria-haspopup="menu"
        aria-label={trans.__('More ways to run and save')}
        title={trans.__('More ways to run and save')}
        onClick={({ currentTarget }) => openMenu(currentTarget, commands)}
      >
        <caretDownIcon.react tag="span" />
      </button>
    </div>
  );
}

function openMenu(button: HTMLElement, commands: RunSectionProps['commands']): void {
  const menu = new Menu({ commands });
  menu.addItem({ command: commandIds.run, args: { fresh: true } });
  menu.addItem({ type: 'separator' });
  for (const format of ['json', 'svg', 'mermaid']) {
    menu.addItem({ command: commandIds.savePipeline, args: { format } });
  }
  // A command may still be on its way through the menu when it closes.
  menu.aboutToClose.connect(() => requestAnimationFrame(() => menu.dispose()));
  const { right, bottom } = button.getBoundingClientRect();
  menu.open(right, bottom, { horizontalAlignment: 'right' });
}
