/** One run in the list: what came of it, and what can be done with it. */
import { ellipsesIcon } from '@jupyterlab/ui-components';
import { Menu } from '@lumino/widgets';
import * as React from 'react';
import type { RunSummary } from '../../../protocol/api.js';
import { secondsText, timeText } from '../../../protocol/quantities.js';
import { commandIds } from '../../commands/command-ids.js';
import { pinIcon } from '../../icons/pin-icon.js';
import { PhaseMark } from '../../phases/phase-mark.js';
import { Metrics } from '../metrics.js';
import type { PanelServices } from '../panel-services.js';

type RunItemProps = PanelServices & {
  readonly run: RunSummary;
  /** Marked for a comparison. */
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
};

export function RunItem(props: RunItemProps): React.JSX.Element {
  const { run, chosen, onChoose, commands, trans } = props;
  const time = timeText(run.created);
  const name = run.title === '' ? time : run.title;
  return (
    <li className="collard-Run">
      <input
        type="checkbox"
        checked={chosen}
        aria-label={trans.__('Compare %1', name)}
        title={trans.__('Mark for a comparison')}
        onChange={({ target }) => onChoose(target.checked)}
      />
      <div className="collard-Run-body">
        <div className="collard-Run-head">
          <button
            type="button"
            className="collard-Link"
            title={trans.__('Open run %1', name)}
            onClick={() => void commands.execute(commandIds.openRun, { run: run.id })}
          >
            {name}
          </button>
          {run.pinned && <pinIcon.react tag="span" className="collard-Run-pin" title={trans.__('Kept for good')} />}
        </div>
        <div className="collard-Run-facts">
          <PhaseMark phase={run.phase} trans={trans} />
          {run.seconds !== null && <span className="collard-quiet">{secondsText(run.seconds)}</span>}
          {run.title !== '' && <span className="collard-quiet">{time}</span>}
        </div>
        <Metrics metrics={run.metrics} trans={trans} most={3} />
      </div>
      <button
        type="button"
        className="collard-IconButton"
        aria-haspopup="menu"
        aria-label={trans.__('More about %1', name)}
        title={trans.__('More')}
        onClick={({ currentTarget }) => openMenu(currentTarget, props)}
      >
        <ellipsesIcon.react tag="span" />
      </button>
    </li>
  );
}

function openMenu(button: HTMLElement, { run, commands }: RunItemProps): void {
  const menu = new Menu({ commands });
  menu.addItem({ command: commandIds.openRun, args: { run: run.id } });
  menu.addItem({ command: commandIds.showRun, args: { run: run.id } });
  menu.addItem({ command: commandIds.continueRun, args: { run: run.id } });
  menu.addItem({ type: 'separator' });
  menu.addItem({ command: commandIds.pinRun, args: { run: run.id, pinned: !run.pinned } });
  menu.addItem({ command: commandIds.deleteRun, args: { run: run.id, pinned: run.pinned } });
  // A command may still be on its way through the menu when it closes.
  menu.aboutToClose.connect(() => requestAnimationFrame(() => menu.dispose()));
  const { right, bottom } = button.getBoundingClientRect();
  menu.open(right, bottom, { horizontalAlignment: 'right' });
}
