/** Two runs side by side in a tab of their own. */
import { MainAreaWidget, ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import * as React from 'react';
import type { Comparison } from '../../protocol/api.js';
import { Trouble } from '../run-view/trouble.js';
import type { ICollardClient } from '../tokens.js';
import { ComparisonPage } from './comparison-page.js';
import { compareIcon } from './compare-icon.js';

export interface ComparisonServices {
  readonly client: Pick<ICollardClient, 'compare'>;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
}

export function newComparison(
  left: string,
  right: string,
  services: ComparisonServices
): MainAreaWidget<ComparisonWidget> {
  const content = new ComparisonWidget(left, right, services);
  const widget = new MainAreaWidget({ content });
  widget.id = `collard-comparison-${left}-${right}`;
  widget.title.closable = true;
  widget.toolbar.hide();
  return widget;
}

export class ComparisonWidget extends ReactWidget {
  constructor(
    readonly left: string,
    readonly right: string,
    private readonly services: ComparisonServices
  ) {
    super();
    this.addClass('collard-Comparison');
    this.title.label = services.trans.__('Comparison');
    this.title.icon = compareIcon;
  }

  protected override render(): React.JSX.Element {
    return <LoadedComparison left={this.left} right={this.right} {...this.services} />;
  }
}

type LoadedProps = ComparisonServices & { readonly left: string; readonly right: string };

function LoadedComparison({ left, right, client, commands, trans }: LoadedProps): React.JSX.Element {
  const [comparison, setComparison] = React.useState<Comparison | null>(null);
  const [error, setError] = React.useState<unknown>(null);
  const [tries, tryAgain] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    setError(null);
    client.compare(left, right).then(setComparison, setError);
  }, [client, left, right, tries]);
  if (comparison !== null) {
    const openRun = (run: string): void => void commands.execute('collard:open-run', { run });
    return <ComparisonPage comparison={comparison} openRun={openRun} trans={trans} />;
  }
  return error === null ? (
    <p role="status">{trans.__('Comparing…')}</p>
  ) : (
    <Trouble error={error} trans={trans} onRetry={tryAgain} />
  );
}
