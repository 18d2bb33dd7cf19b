/** The address of a run, in and out. */
import { runAddressPattern, runInQuery, runLink, withoutRun } from '../../../src/run-view/run-address.js';

test.each([
  ['?collard=run/20260101-1', '20260101-1'],
  ['?token=t&collard=run%2F20260101-1', '20260101-1'],
  ['?collard=run/', null],
  ['?collard=model/x', null],
  ['?other=run/x', null],
  ['', null]
])('%s is of run %s', (query, run) => {
  expect(runInQuery(query)).toBe(run);
  expect(runAddressPattern.test(`/lab${query}`)).toBe(run !== null);
});

test.each([
  ['?collard=run/x', '/lab/tree/a.ipynb#cell'],
  ['?reset&collard=run%2Fx', '/lab/tree/a.ipynb?reset#cell'],
  ['?a=1&collard=run/x&b=2', '/lab/tree/a.ipynb?a=1&b=2#cell']
])('%s is taken away alone', (query, expected) => {
  expect(withoutRun('/lab/tree/a.ipynb', query, '#cell')).toBe(expected);
});

test('a link has no token of its maker, and opens the run', () => {
  const link = runLink('http://host/user/x/lab/tree/a%20b.ipynb?token=secret#cell', 'run id');
  expect(link).toBe('http://host/user/x/lab/tree/a%20b.ipynb?collard=run/run%20id');
  expect(runInQuery(new URL(link).search)).toBe('run id');
});
