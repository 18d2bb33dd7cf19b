/** Habits with classes, with several names of one object, with views and shared generators. */
import type { Story } from './story.js';

export const objectStories: readonly Story[] = [
  {
    name: 'a class counts its instances',
    functions:
      'class XThing:\n    made = 0\n\n    def __init__(self):\n        XThing.made += 1\n        self.number = XThing.made',
    pieces: ['x_one = XThing()\nx_two = XThing()', 'x_seen = repr((x_one.number, x_two.number))']
  },
  {
    name: 'a class counts its instances over several steps',
    functions:
      'class XThing:\n    made = 0\n\n    def __init__(self):\n        XThing.made += 1\n        self.number = XThing.made',
    pieces: ['x_one = XThing()', 'x_two = XThing()', 'x_seen = repr((x_one.number, x_two.number))']
  },
  {
    name: 'a class of a step, with instances in later steps',
    pieces: [
      'class XPoint:\n    def __init__(self, at):\n        self.at = at\n\n    def moved(self, by):\n        return XPoint(self.at + by)',
      'x_here = XPoint(1)',
      'x_there = x_here.moved(4)',
      'x_seen = repr((x_here.at, x_there.at, type(x_there) is XPoint))'
    ]
  },
  {
    name: 'a subclass in another step than its base',
    pieces: [
      'class XBase:\n    kind = "base"\n\n    def tell(self):\n        return self.kind',
      'class XChild(XBase):\n    kind = "child"',
      'x_child = XChild()',
      'x_seen = x_child.tell() + repr(isinstance(x_child, XBase))'
    ]
  },
  {
    name: 'a property, a classmethod and slots',
    pieces: [
      'class XBox:\n    __slots__ = ("_side",)\n\n    def __init__(self, side):\n        self._side = side\n\n    @property\n    def area(self):\n        return self._side ** 2\n\n    @classmethod\n    def unit(cls):\n        return cls(1)',
      'x_boxes = [XBox(3), XBox.unit()]',
      'x_seen = repr([box.area for box in x_boxes])'
    ]
  },
  {
    name: 'an instance changes itself step after step',
    functions:
      'class XAccount:\n    def __init__(self):\n        self.moves = []\n\n    def pay(self, amount):\n        self.moves.append(amount)\n        return self\n\n    @property\n    def balance(self):\n        return sum(self.moves)',
    pieces: [
      'x_account = XAccount()',
      'x_account.pay(5)',
      'x_account.pay(-2).pay(10)',
      'x_seen = repr((x_account.balance, x_account.moves))'
    ]
  },
  {
    name: 'two names of one list, changed by one name in a later step',
    pieces: ['x_left = x_right = [1]', 'x_left.append(2)\nx_seen = repr((x_left, x_right, x_left is x_right))']
  },
  {
    name: 'two names of one list, changed in one step and read in another',
    pieces: ['x_left = [1]\nx_right = x_left', 'x_left.append(2)', 'x_seen = repr(x_right)']
  },
  {
    name: 'a list that holds a list which grows later',
    pieces: ['x_row = [1]\nx_rows = [x_row, x_row]', 'x_row.append(2)', 'x_seen = repr(x_rows)']
  },
  {
    name: 'a view of an array shows the change',
    pieces: [
      'x_array = np.arange(6)\nx_view = x_array[::2]',
      'x_array[0] = 100\nx_seen = repr((x_array.tolist(), x_view.tolist()))'
    ]
  },
  {
    name: 'a view of an array is written in a later step',
    pieces: ['x_array = np.zeros(4)\nx_view = x_array[1:3]', 'x_view[:] = 7', 'x_seen = repr(x_array.tolist())']
  },
  {
    name: 'an array is reshaped and filled',
    pieces: [
      'x_grid = np.zeros((2, 2))',
      'x_grid.ravel()[1] = 5\nx_grid.fill(3)\nx_grid[1, 1] = 9',
      'x_seen = repr(x_grid.tolist())'
    ]
  },
  {
    name: 'numpy writes into an output array',
    pieces: [
      'x_source = np.arange(3.0)\nx_target = np.empty(3)',
      'np.multiply(x_source, 2, out=x_target)',
      'x_seen = repr(x_target.tolist())'
    ]
  },
  {
    name: 'a random generator is shared by two steps in a row',
    pieces: [
      'x_rng = np.random.default_rng(1)',
      'x_first_seen = repr(x_rng.integers(0, 100, 4).tolist())',
      'x_seen = repr(x_rng.integers(0, 100, 4).tolist())'
    ]
  },
  {
    name: 'a random generator is passed to a function',
    functions: 'def x_draw(rng, count):\n    return rng.normal(size=count).round(6).tolist()',
    pieces: [
      'x_rng = np.random.default_rng(9)',
      'x_first_seen = repr(x_draw(x_rng, 2))',
      'x_seen = repr(x_draw(x_rng, 2))'
    ]
  },
  {
    name: 'a random generator shuffles in place',
    pieces: [
      'x_rng = np.random.default_rng(4)\nx_cards = list(range(8))',
      'x_rng.shuffle(x_cards)',
      'x_seen = repr(x_cards)'
    ]
  }
];
