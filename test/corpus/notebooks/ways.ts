/** Ways in which notebooks define, change and use a name. Each is a few pieces of code, to be put into steps in that order. */
import type { ValueKind } from './kinds.js';

/** What a way writes for the name `x` of a kind: pieces in order, and what belongs into the functions cell. */
export interface Written {
  readonly functions?: string;
  readonly pieces: readonly string[];
}

export interface Way {
  readonly name: string;
  /** Null: the way makes no sense for this kind. */
  readonly write: (x: string, kind: ValueKind) => Written | null;
}

/** Indents every line, as the body of a block. */
function body(text: string): string {
  return text
    .split('\n')
    .map(line => (line === '' ? line : `    ${line}`))
    .join('\n');
}

function way(name: string, write: (x: string, kind: ValueKind) => readonly string[]): Way {
  return { name, write: (x, kind) => ({ pieces: write(x, kind) }) };
}

export const definingWays: readonly Way[] = [
  way('assignment', (x, { make }) => [`${x} = ${make}`]),
  way('annotated assignment', (x, { make }) => [`${x}: object = ${make}`]),
  way('tuple unpacking', (x, { make }) => [`${x}, ${x}_rest = ${make}, 1`]),
  way('starred unpacking', (x, { make }) => [`${x}, *${x}_rest = ${make}, 2, 3`]),
  way('nested unpacking', (x, { make }) => [`(${x}_first, [${x}, _]), ${x}_last = (1, [${make}, 2]), 3`]),
  way('walrus', (x, { make }) => [`if (${x} := ${make}) is not None:\n    ${x}_was_made = True`]),
  way('condition', (x, { make, derive }) => [
    `${x} = ${make}\nif len("ab") == 3:\n    ${x} = ${derive(x)}\nelse:\n    ${x}_stays = True`
  ]),
  way('both branches of a condition', (x, { make }) => [
    `if len("ab") == 3:\n    ${x} = None\nelif len("ab") == 2:\n    ${x} = ${make}\nelse:\n    ${x} = 0`
  ]),
  way('conditional expression', (x, { make }) => [`${x} = ${make} if 2 > 1 else None`]),
  way('loop variable', (x, { make }) => [`for ${x} in [None, ${make}]:\n    pass`]),
  way('loop body', (x, { make }) => [`${x} = None\nfor ${x}_turn in range(2):\n    ${x} = ${make}`]),
  way('while loop', (x, { make }) => [`while True:\n    ${x} = ${make}\n    break`]),
  way('else of a loop', (x, { make }) => [`for ${x}_turn in range(2):\n    pass\nelse:\n    ${x} = ${make}`]),
  way('try', (x, { make }) => [`try:\n    ${x} = ${make}\nexcept ValueError:\n    ${x} = None`]),
  way('except', (x, { make }) => [`try:\n    raise KeyError("${x}")\nexcept KeyError as problem:\n    ${x} = ${make}`]),
  way('finally', (x, { make }) => [`try:\n    ${x}_tried = 1\nfinally:\n    ${x} = ${make}`]),
  way('with', (x, { make }) => [`with contextlib.nullcontext(${make}) as ${x}:\n    pass`]),
  way('match', (x, { make }) => [`match [${make}]:\n    case [${x}]:\n        pass\n    case _:\n        ${x} = None`]),
  way('function result', (x, { make }) => [`def make_${x}():\n    return ${make}\n\n\n${x} = make_${x}()`]),
  way('function with defaults', (x, { make }) => [
    `def make_${x}(*parts, times=1, **more):\n    return ${make}\n\n\n${x} = make_${x}(1, *[2, 3], times=2, **{"k": 4})`
  ]),
  way('lambda', (x, { make }) => [`${x} = (lambda: ${make})()`]),
  way('global in a function', (x, { make }) => [
    `def set_${x}():\n    global ${x}\n    ${x} = ${make}\n\n\nset_${x}()`
  ]),
  way('inner function', (x, { make }) => [
    `def outer_${x}():\n    value = ${make}\n\n    def inner():\n        return value\n\n    return inner\n\n\n${x} = outer_${x}()()`
  ]),
  way('comprehension', (x, { make }) => [`${x} = [${make} for ${x} in range(1)][0]`]),
  way('generator consumed', (x, { make }) => [`${x} = next(${make} for _ in range(1))`]),
  way('class attribute', (x, { make }) => [`class Holder_${x}:\n    value = ${make}\n\n\n${x} = Holder_${x}.value`]),
  way('method result', (x, { make }) => [
    `class Maker_${x}:\n    def __call__(self):\n        return ${make}\n\n\n${x} = Maker_${x}()()`
  ]),
  way('decorated function', (x, { make }) => [
    `def twice_${x}(function):\n    @functools.wraps(function)\n    def wrapped():\n        function()\n        return function()\n\n    return wrapped\n\n\n@twice_${x}\ndef make_${x}():\n    return ${make}\n\n\n${x} = make_${x}()`
  ]),
  way('magic line', (x, { make }) => [`%time ${x} = ${make}`]),
  way('timed cell', (x, { make }) => [`%%time\n${x} = ${make}`]),
  way('captured cell', (x, { make }) => [`%%capture\nprint("quiet")\n${x} = ${make}`]),
  way('semicolons', (x, { make }) => [`${x}_first = 1; ${x} = ${make}; ${x}_first += 1`]),
  way('replaced at once', (x, { make, derive }) => [`${x} = ${make}; ${x} = ${derive(x)}`]),
  way('deleted and made again', (x, { make }) => [`${x} = 0\ndel ${x}\n${x} = ${make}`]),
  {
    name: 'function of the functions cell',
    write: (x, { make }) => ({ functions: `def made_${x}():\n    return ${make}`, pieces: [`${x} = made_${x}()`] })
  },
  {
    name: 'constant of the functions cell, copied',
    write: (x, { make, derive }) => ({ functions: `BASE_${x} = ${make}`, pieces: [`${x} = ${derive(`BASE_${x}`)}`] })
  },
  way('function defined in one step, called in a later one', (x, { make }) => [
    `def late_${x}():\n    return ${make}`,
    `${x} = late_${x}()`
  ]),
  way('first None, then a value in a later step', (x, { make }) => [`${x} = None`, `${x} = ${make}`])
];

function changing(name: string, write: (x: string, change: string, kind: ValueKind) => readonly string[]): Way {
  return {
    name,
    write: (x, kind) => (kind.change === null ? null : { pieces: write(x, kind.change(x), kind) })
  };
}

/** The change, said of another name that stands for the same object. */
function changeOf(kind: ValueKind, name: string): string {
  return kind.change?.(name) ?? 'pass';
}

export const changingWays: readonly Way[] = [
  { name: 'not at all', write: () => ({ pieces: [] }) },
  way('rebinding', (x, { derive }) => [`${x} = ${derive(x)}`]),
  way('rebinding twice, in two steps', (x, { derive }) => [`${x} = ${derive(x)}`, `${x} = ${derive(x)}`]),
  {
    name: 'augmented assignment',
    write: (x, { augment }) => (augment === null ? null : { pieces: [augment(x)] })
  },
  {
    name: 'augmented assignment in a loop',
    write: (x, { augment }) => (augment === null ? null : { pieces: [`for _ in range(2):\n${body(augment(x))}`] })
  },
  {
    name: 'augmented assignment of a global',
    write: (x, { augment }) =>
      augment === null ? null : { pieces: [`def grow_${x}():\n    global ${x}\n${body(augment(x))}\n\n\ngrow_${x}()`] }
  },
  way('rebinding by a walrus', (x, { derive }) => [`(${x} := ${derive(x)})`]),
  way('rebinding on some paths', (x, { derive }) => [`if len("abc") == 3:\n    ${x} = ${derive(x)}`]),
  way('rebinding on no path', (x, { derive }) => [`if len("abc") == 4:\n    ${x} = ${derive(x)}`]),
  way('swap', (x, { derive }) => [`${x}_old = 1\n${x}, ${x}_old = ${derive(x)}, ${x}_old`]),
  way('del and again', (x, { derive }) => [`${x}_kept = ${derive(x)}\ndel ${x}`, `${x} = ${x}_kept`]),
  way('global in a function', (x, { derive }) => [
    `def renew_${x}():\n    global ${x}\n    ${x} = ${derive(x)}\n\n\nrenew_${x}()`
  ]),
  way('global in a function of an earlier step', (x, { derive }) => [
    `def renew_${x}():\n    global ${x}\n    ${x} = ${derive(x)}`,
    `renew_${x}()`
  ]),
  {
    name: 'global in a function of the functions cell',
    write: (x, { derive }) => ({
      functions: `def renew_${x}():\n    global ${x}\n    ${x} = ${derive(x)}`,
      pieces: [`renew_${x}()`]
    })
  },
  way('shadowed by a comprehension', x => [`${x}_numbers = [${x} for ${x} in range(3)]`]),
  way('shadowed by an argument', x => [`def shadow_${x}(${x}):\n    ${x} = 0\n    return ${x}\n\n\nshadow_${x}(1)`]),
  changing('in place', (_, change) => [change]),
  changing('in place, in two steps', (_, change) => [change, change]),
  changing('in place, then rebound', (x, change, { derive }) => [change, `${x} = ${derive(x)}`]),
  changing('in place through an alias', (x, _, kind) => [`${x}_same = ${x}\n${changeOf(kind, `${x}_same`)}`]),
  changing('in place on a condition', (_, change) => [`if len("abc") == 3:\n${body(change)}`]),
  changing('in place in a loop', (_, change) => [`for _ in range(2):\n${body(change)}`]),
  changing('in place in a while loop', (x, change) => [
    `${x}_turns = 2\nwhile ${x}_turns:\n${body(change)}\n    ${x}_turns -= 1`
  ]),
  changing('in place through a loop variable', (x, _, kind) => [
    `for each_${x} in [${x}]:\n${body(changeOf(kind, `each_${x}`))}`
  ]),
  changing('in place in a try', (_, change) => [`try:\n${body(change)}\nfinally:\n    pass`]),
  changing('in place in a with', (_, change) => [
    `with contextlib.suppress(ZeroDivisionError):\n${body(change)}\n    1 / 0`
  ]),
  changing('in place by a function with an argument', (x, _, kind) => [
    `def touch_${x}(thing):\n${body(changeOf(kind, 'thing'))}\n\n\ntouch_${x}(${x})`
  ]),
  changing('in place by a function with a default', (x, _, kind) => [
    `def touch_${x}(thing=${x}):\n${body(changeOf(kind, 'thing'))}\n\n\ntouch_${x}()`
  ]),
  changing('in place by a function without an argument', (x, change) => [
    `def touch_${x}():\n${body(change)}\n\n\ntouch_${x}()`
  ]),
  changing('in place by a function of an earlier step', (x, change) => [
    `def touch_${x}():\n${body(change)}`,
    `touch_${x}()`
  ]),
  changing('in place through two functions', (x, change) => [
    `def inner_${x}():\n${body(change)}\n\n\ndef outer_${x}():\n    inner_${x}()`,
    `outer_${x}()`
  ]),
  {
    name: 'in place by a function of the functions cell',
    write: (x, kind) =>
      kind.change === null
        ? null
        : { functions: `def touch_${x}(thing):\n${body(changeOf(kind, 'thing'))}`, pieces: [`touch_${x}(${x})`] }
  },
  {
    name: 'in place by a function of the functions cell without an argument',
    write: (x, kind) =>
      kind.change === null
        ? null
        : { functions: `def touch_${x}():\n${body(changeOf(kind, x))}`, pieces: [`touch_${x}()`] }
  },
  changing('in place by a closure', (x, change) => [
    `def prepare_${x}():\n    def act():\n${body(body(change))}\n\n    return act\n\n\nprepare_${x}()()`
  ]),
  changing('in place by a method', (x, change) => [
    `class Worker_${x}:\n    def work(self):\n${body(body(change))}\n\n\nWorker_${x}().work()`
  ]),
  changing('in place by a decorator', (x, change) => [
    `def at_once_${x}(function):\n    function()\n    return function\n\n\n@at_once_${x}\ndef act_${x}():\n${body(change)}`
  ]),
  changing('in place through map', (x, _, kind) => [
    `def touch_${x}(thing):\n${body(changeOf(kind, 'thing'))}\n\n\nlist(map(touch_${x}, [${x}]))`
  ]),
  changing('in place through star arguments', (x, _, kind) => [
    `def touch_${x}(*things, **named):\n${body(changeOf(kind, 'things[0]'))}\n\n\ntouch_${x}(*[${x}], **{})`
  ]),
  changing('in place in a timed cell', (_, change) => [`%%time\n${change}`])
];

export const usingWays: readonly Way[] = [
  way('expression', (x, { show }) => [`${x}_seen = ${show(x)}`]),
  way('f-string', (x, { show }) => [`${x}_text = ${show(x)}\n${x}_seen = f"{${x}_text!s:>4}|{len(${x}_text)}"`]),
  way('function with an argument', (x, { show }) => [
    `def tell_${x}(thing):\n    return ${show('thing')}\n\n\n${x}_seen = tell_${x}(${x})`
  ]),
  way('function with a free variable', (x, { show }) => [
    `def tell_${x}():\n    return ${show(x)}\n\n\n${x}_seen = tell_${x}()`
  ]),
  way('function of an earlier step', (x, { show }) => [
    `def tell_${x}():\n    return ${show(x)}`,
    `${x}_seen = tell_${x}()`
  ]),
  way('two functions of an earlier step', (x, { show }) => [
    `def inner_tell_${x}():\n    return ${show(x)}\n\n\ndef tell_${x}():\n    return inner_tell_${x}()`,
    `${x}_seen = tell_${x}()`
  ]),
  {
    name: 'function of the functions cell',
    write: (x, { show }) => ({
      functions: `def tell_${x}():\n    return ${show(x)}`,
      pieces: [`${x}_seen = tell_${x}()`]
    })
  },
  way('lambda', (x, { show }) => [`${x}_seen = (lambda: ${show(x)})()`]),
  way('named lambda of an earlier step', (x, { show }) => [
    `tell_${x} = lambda: ${show(x)}`,
    `${x}_seen = tell_${x}()`
  ]),
  way('closure', (x, { show }) => [
    `def prepare_tell_${x}(mark):\n    return lambda: mark + ${show(x)}\n\n\n${x}_seen = prepare_tell_${x}("!")()`
  ]),
  way('comprehension', (x, { show }) => [`${x}_seen = "".join([${show(x)} for _ in range(2)])`]),
  way('generator expression', (x, { show }) => [`${x}_seen = next(${show(x)} for _ in range(1))`]),
  way('nested comprehension', (x, { show }) => [
    `${x}_seen = str({mark: [thing for thing in [${show(x)}]] for mark in "ab"})`
  ]),
  way('method', (x, { show }) => [
    `class Teller_${x}:\n    def tell(self):\n        return ${show(x)}\n\n\n${x}_seen = Teller_${x}().tell()`
  ]),
  way('class of an earlier step', (x, { show }) => [
    `class Teller_${x}:\n    mark = "?"\n\n    def tell(self):\n        return self.mark + ${show(x)}`,
    `${x}_seen = Teller_${x}().tell()`
  ]),
  way('subclass in a later step', (x, { show }) => [
    `class Teller_${x}:\n    def tell(self):\n        return ${show(x)}`,
    `class Louder_${x}(Teller_${x}):\n    def tell(self):\n        return super().tell().upper()`,
    `${x}_seen = Louder_${x}().tell()`
  ]),
  way('decorated function', (x, { show }) => [
    `def loud_${x}(function):\n    @functools.wraps(function)\n    def wrapped(*args):\n        return function(*args) + "!"\n\n    return wrapped`,
    `@loud_${x}\ndef tell_${x}():\n    return ${show(x)}`,
    `${x}_seen = tell_${x}()`
  ]),
  way('star arguments', (x, { show }) => [
    `${x}_seen = (lambda *things, **named: ${show('things[0]')})(*[${x}], **{"k": 1})`
  ]),
  way('loop', (x, { show }) => [`${x}_seen = ""\nfor thing in [${x}]:\n    ${x}_seen += ${show('thing')}`]),
  way('match', (x, { show }) => [`match [${x}]:\n    case [got]:\n        ${x}_seen = ${show('got')}`]),
  way('try', (x, { show }) => [`try:\n    ${x}_seen = ${show(x)}\nexcept ZeroDivisionError:\n    ${x}_seen = "none"`]),
  way('condition on it', (x, { show }) => [
    `if ${x} is not None:\n    ${x}_seen = ${show(x)}\nelse:\n    ${x}_seen = "nothing"`
  ]),
  way('alias', (x, { show }) => [`${x}_other = ${x}\n${x}_seen = ${show(`${x}_other`)}`]),
  way('put into a container', (x, { show }) => [
    `${x}_box = {"it": [${x}]}`,
    `${x}_seen = ${show(`${x}_box['it'][0]`)}`
  ]),
  way('magic line', (x, { show }) => [`%time ${x}_seen = ${show(x)}`]),
  way('recursion', (x, { show }) => [
    `def tell_${x}(depth):\n    return ${show(x)} if depth == 0 else tell_${x}(depth - 1)`,
    `${x}_seen = tell_${x}(3)`
  ]),
  way('partial', (x, { show }) => [
    `def tell_${x}(mark, thing):\n    return mark + ${show('thing')}\n\n\n${x}_seen = functools.partial(tell_${x}, "p")(${x})`
  ]),
  way('sorted by a key', (x, { show }) => [`${x}_seen = str(sorted("ba", key=lambda letter: (${show(x)}, letter)))`])
];
