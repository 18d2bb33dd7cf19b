/** The sign of a severity, with its word for those who cannot see it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Severity } from '../../compiler/index.js';
import { severityIcons } from './severity-icons.js';

interface SeverityMarkProps {
  readonly severity: Severity;
  readonly trans: TranslationBundle;
}

export function SeverityMark({ severity, trans }: SeverityMarkProps): React.JSX.Element {
  const Icon = severityIcons[severity].react;
  return (
    <span className="collard-Severity" data-severity={severity}>
      <Icon tag="span" aria-hidden="true" />
      <span className="collard-hidden">{severityWord(severity, trans)}</span>
    </span>
  );
}

export function severityWord(severity: Severity, trans: TranslationBundle): string {
  switch (severity) {
    case 'error':
      return trans.__('Error:');
    case 'warning':
      return trans.__('Warning:');
    case 'info':
      return trans.__('Note:');
  }
}
