/** What the panel says before there is a pipeline: each case tells what to do next. */
import * as React from 'react';
import { commandIds } from '../../commands/command-ids.js';
import type { PanelServices } from '../panel-services.js';

export function NoNotebook({ trans }: PanelServices): React.JSX.Element {
  return <p className="collard-quiet">{trans.__('Open a notebook to see it as a pipeline.')}</p>;
}

export function NotPython({ trans }: PanelServices): React.JSX.Element {
  return (
    <p className="collard-quiet">
      {trans.__('Pipelines are made of Python notebooks, and this one is in another language. Open a Python notebook.')}
    </p>
  );
}

export function SwitchedOff({ trans }: PanelServices): React.JSX.Element {
  return (
    <p className="collard-quiet">{trans.__('This notebook has steps. Switch it on to see and run its pipeline.')}</p>
  );
}

/** A notebook that nobody cut into steps yet. */
export function NoSteps({ commands, trans }: PanelServices): React.JSX.Element {
  const [guided, setGuided] = React.useState(false);
  return (
    <div className="collard-FirstContact">
      <p>
        {trans.__(
          'A pipeline is your notebook cut into steps, which run side by side and are not run again when nothing changed. You name the steps; what depends on what is read from your code.'
        )}
      </p>
      <div className="collard-Buttons">
        <button
          type="button"
          className="collard-Button collard-mod-primary"
          onClick={() => void commands.execute(commandIds.suggestSteps)}
        >
          {trans.__('Suggest steps')}
        </button>
        <button
          type="button"
          className="collard-Button"
          aria-expanded={guided}
          onClick={() => setGuided(shown => !shown)}
        >
          {trans.__('Show me how')}
        </button>
      </div>
      {guided && <Guide trans={trans} />}
    </div>
  );
}

function Guide({ trans }: Pick<PanelServices, 'trans'>): React.JSX.Element {
  return (
    <ol className="collard-Guide">
      <li>{trans.__('Switch the notebook on above. Each code cell then has a small row that says what it is.')}</li>
      <li>
        {trans.__('Click that row, choose “Step” and give the step a name. Cells without a name join the step above.')}
      </li>
      <li>
        {trans.__(
          'Make the cell with your imports “Imports”, and the one with the values to play with “Parameters”. Both are for all steps.'
        )}
      </li>
      <li>{trans.__('Look at the graph that grows here, and click “Compile and run” below.')}</li>
    </ol>
  );
}
