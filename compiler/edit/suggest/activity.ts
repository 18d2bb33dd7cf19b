/** A name for cells by what they do, where that is beyond doubt. */
import type { KnownCell } from './known-cell.js';

const activities: readonly (readonly [name: string, calls: RegExp])[] = [
  [
    'load',
    /(^|\.)(read_(csv|table|parquet|json|excel|feather|sql|sql_query|pickle)|load_(iris|digits|wine|diabetes|dataset|breast_cancer)|fetch_\w+)$/
  ],
  ['prepare', /\.(dropna|fillna|drop_duplicates|astype|merge|fit_transform|get_dummies)$|(^|\.)train_test_split$/],
  ['train', /\.(fit|fit_generator|partial_fit)$/],
  ['evaluate', /(^|\.)(\w+_score|score|mean_squared_error|mean_absolute_error|classification_report|confusion_matrix)$/]
];

/** Null when it is none of them, or several. */
export function activityOf(cells: readonly KnownCell[]): string | null {
  const calls = cells.flatMap(cell => cell.calls);
  const found = activities.filter(([, pattern]) => calls.some(path => pattern.test(path)));
  const [only] = found;
  return found.length === 1 && only !== undefined ? only[0] : null;
}
