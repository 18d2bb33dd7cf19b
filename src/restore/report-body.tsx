/** What became of each object of a restore. What was left out can be loaded from here, one by one. */
import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { bytesText } from '../../protocol/quantities.js';
import { shortType } from '../variables/variable-words.js';
import { kindWord } from './kind-word.js';
import type { RestoredObject, RestoreReport } from './restore-report.js';

export type LoadOne = (name: string) => Promise<RestoreReport>;

/** Body of the dialog after a restore. */
export class ReportBody extends ReactWidget {
  constructor(
    private readonly report: RestoreReport,
    private readonly loadOne: LoadOne,
    private readonly trans: TranslationBundle
  ) {
    super();
    this.addClass('collard-RestoreReport');
  }

  protected override render(): React.JSX.Element {
    return <Report report={this.report} loadOne={this.loadOne} trans={this.trans} />;
  }
}

interface ReportProps {
  readonly report: RestoreReport;
  readonly loadOne: LoadOne;
  readonly trans: TranslationBundle;
}

function Report({ report, loadOne, trans }: ReportProps): React.JSX.Element {
  const [objects, setObjects] = React.useState(report.objects);
  const [waiting, setWaiting] = React.useState('');
  const [trouble, setTrouble] = React.useState('');
  const load = async (name: string): Promise<void> => {
    setWaiting(name);
    setTrouble('');
    try {
      const found = (await loadOne(name)).objects.find(each => each.name === name);
      setObjects(before => before.map(each => (each.name === name && found !== undefined ? found : each)));
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
    setWaiting('');
  };
  return (
    <>
      <p>{trans.__('Step %1, %2.', report.step, kindWord(report.kind, trans))}</p>
      {report.parameters.length > 0 && <p>{trans.__('Parameters: %1', report.parameters.join(', '))}</p>}
      {report.definitions.map((sentence, index) => (
        <p key={index} role="alert" className="collard-RestoreReport-trouble">
          {trans.__('Some imports or functions did not run: %1', sentence)}
        </p>
      ))}
      {trouble !== '' && <p role="alert">{trouble}</p>}
      <div className="collard-Table-scroll" role="region" aria-label={trans.__('Variables')} tabIndex={0}>
        <table className="collard-Table">
          <thead>
            <tr>
              <th scope="col">{trans.__('Name')}</th>
              <th scope="col">{trans.__('Type')}</th>
              <th scope="col" className="collard-Table-number">
                {trans.__('Size')}
              </th>
              <th scope="col">{trans.__('Result')}</th>
            </tr>
          </thead>
          <tbody>
            {objects.map(object => (
              <tr key={object.name} data-status={object.status}>
                <th scope="row" className="collard-Table-code">
                  {object.name}
                </th>
                <td title={object.type}>{shortType(object.type)}</td>
                <td className="collard-Table-number">{bytesText(object.bytes)}</td>
                <td>
                  {object.name === waiting ? trans.__('Loading…') : statusText(object, trans)}{' '}
                  {object.status === 'left-out' && object.name !== waiting && (
                    <button type="button" className="collard-Link" onClick={() => void load(object.name)}>
                      {trans.__('Load %1', object.name)}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function statusText({ status, reason }: RestoredObject, trans: TranslationBundle): string {
  switch (status) {
    case 'restored':
      return trans.__('Restored');
    case 'mapped':
      return trans.__('Restored; read from disk as it is used');
    case 'left-out':
      return trans.__('Left out.');
    case 'failed':
      return trans.__('Not restored: %1', reason ?? '');
  }
}
