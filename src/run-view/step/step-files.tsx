/** Files that the step read and wrote. */
import * as React from 'react';
import type { StepDetail } from '../../../protocol/api.js';
import { bytesText } from '../../../protocol/quantities.js';
import { useShownRun } from '../services.js';

export function StepFiles({ detail }: { readonly detail: StepDetail }): React.JSX.Element {
  const { trans } = useShownRun();
  const { reads, writes, python } = detail;
  if (python === '') {
    return <p>{trans.__('Files are known of steps that have succeeded.')}</p>;
  }
  if (reads.length === 0 && writes.length === 0) {
    return <p>{trans.__('The step read and wrote no files.')}</p>;
  }
  return (
    <>
      {reads.length > 0 && <FileTable caption={trans.__('Read')} files={reads} />}
      {writes.length > 0 && <FileTable caption={trans.__('Written')} files={writes} />}
    </>
  );
}

interface FileTableProps {
  readonly caption: string;
  readonly files: StepDetail['reads'];
}

function FileTable({ caption, files }: FileTableProps): React.JSX.Element {
  const { trans } = useShownRun();
  return (
    <table className="collard-Table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{trans.__('File')}</th>
          <th scope="col" className="collard-Table-number">
            {trans.__('Size')}
          </th>
        </tr>
      </thead>
      <tbody>
        {files.map(({ path, size }) => (
          <tr key={path}>
            <th scope="row" className="collard-Table-code">
              {path}
            </th>
            <td className="collard-Table-number">{bytesText(size)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
