/** Why the server did not do what it was asked, and what to do about it. */
import * as React from 'react';
import type { ServerRefusal } from '../../client/server-refusal.js';

interface RefusedProps {
  readonly refusal: ServerRefusal;
  readonly children?: React.ReactNode;
}

export function Refused({ refusal, children }: RefusedProps): React.JSX.Element {
  const { message, hint, diagnostics } = refusal;
  return (
    <div className="collard-Trouble" role="alert">
      <p>{message}</p>
      {diagnostics.length > 0 && (
        <ul>
          {diagnostics.map((problem, index) => (
            <li key={index}>{problem.message}</li>
          ))}
        </ul>
      )}
      {hint !== '' && <p>{hint}</p>}
      {children}
    </div>
  );
}
