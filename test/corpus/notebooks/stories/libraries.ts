/** Habits with iterators, pandas, scikit-learn and imports. */
import type { Story } from './story.js';

export const libraryStories: readonly Story[] = [
  {
    name: 'the global random state is seeded in one step and used in the next',
    pieces: ['np.random.seed(3)', 'x_seen = repr(np.random.randint(0, 1000))']
  },
  {
    name: 'a generator is made and consumed in one step',
    pieces: ['x_squares = (n * n for n in range(4))\nx_first = next(x_squares)\nx_seen = repr(list(x_squares))']
  },
  {
    name: 'a generator function is consumed in a later step',
    pieces: ['def x_count(to):\n    yield from range(to)', 'x_seen = repr(list(x_count(4)))']
  },
  {
    name: 'a half-read iterator crosses a step',
    pieces: ['x_letters = iter("abcd")\nx_first = next(x_letters)', 'x_seen = "".join(x_letters)']
  },
  {
    name: 'pandas changes a column in place',
    pieces: [
      'x_frame = pd.DataFrame({"a": [3, 1, 2], "b": [1.0, None, 3.0]})',
      'x_frame.sort_values("a", inplace=True)\nx_frame["b"] = x_frame["b"].fillna(0)',
      'x_frame.rename(columns={"b": "c"}, inplace=True)',
      'x_seen = repr(x_frame.to_dict())'
    ]
  },
  {
    name: 'pandas writes with loc, insert, pop and drop',
    pieces: [
      'x_frame = pd.DataFrame({"a": [1, 2], "b": [3, 4]})',
      'x_frame.loc[0, "a"] = 10\nx_frame.insert(0, "z", [0, 0])',
      'x_popped = x_frame.pop("b")\nx_frame.drop(index=1, inplace=True)',
      'x_seen = repr((x_frame.to_dict(), x_popped.tolist()))'
    ]
  },
  {
    name: 'pandas sets an attribute of the frame',
    pieces: [
      'x_frame = pd.DataFrame({"a": [1, 2]})',
      'x_frame.columns = ["renamed"]\nx_frame.index.name = "row"',
      'x_seen = repr((list(x_frame.columns), x_frame.index.name))'
    ]
  },
  {
    name: 'a query reads a name in its string',
    pieces: [
      'x_limit = 1\nx_frame = pd.DataFrame({"a": [1, 2, 3]})',
      'x_seen = repr(x_frame.query("a > @x_limit")["a"].tolist())'
    ]
  },
  {
    name: 'a groupby applies a function of an earlier step',
    pieces: [
      'x_weight = 10\n\n\ndef x_total(group):\n    return int(group.sum()) * x_weight',
      'x_frame = pd.DataFrame({"k": ["a", "b", "a"], "v": [1, 2, 3]})',
      'x_seen = repr(x_frame.groupby("k")["v"].apply(x_total).to_dict())'
    ]
  },
  {
    name: 'a model is fitted by a function and used later',
    functions: 'def x_train(model, rows):\n    model.fit([[row] for row in rows], rows)\n    return model',
    pieces: [
      'x_model = LinearRegression()',
      'x_train(x_model, [1.0, 2.0, 4.0])',
      'x_seen = repr(x_model.predict([[3.0]]).round(6).tolist())'
    ]
  },
  {
    name: 'a model is fitted in one branch only',
    pieces: [
      'x_model = LinearRegression()\nx_rows = [[0.0], [1.0]]',
      'x_model.fit(x_rows, [1.0, 3.0])',
      'x_seen = repr(x_model.coef_.round(6).tolist())'
    ]
  },
  {
    name: 'an import is made in a step and used in a later one',
    pieces: [
      'import statistics as x_statistics\n\nx_values = [1, 2, 4]',
      'x_seen = repr(x_statistics.median(x_values))'
    ]
  },
  {
    name: 'a name is imported from a module in a step',
    pieces: ['from itertools import accumulate as x_accumulate', 'x_seen = repr(list(x_accumulate([1, 2, 3])))']
  },
  {
    name: 'an import in a try with a fallback',
    pieces: [
      'try:\n    import no_such_module_anywhere as x_fast\nexcept ImportError:\n    x_fast = None',
      'x_seen = repr(x_fast)'
    ]
  }
];
