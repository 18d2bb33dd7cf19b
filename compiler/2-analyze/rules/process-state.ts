/** State of the process that a step sets: it reaches no other step. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { problem } from '../../diagnostics/problem.js';
import type { Place } from '../python/step-facts.js';
import type { Program } from '../program.js';
import type { StepResolution } from '../resolve-step.js';
import { locate } from '../step-unit.js';

/** Functions that set something for the whole process. */
const setters: ReadonlySet<string> = new Set(
  (
    'os.chdir os.putenv os.unsetenv os.umask os.environ.update os.environ.setdefault os.environ.pop os.environ.clear ' +
    'sys.path.append sys.path.insert sys.path.extend sys.path.remove sys.setrecursionlimit ' +
    'warnings.filterwarnings warnings.simplefilter warnings.resetwarnings locale.setlocale logging.basicConfig ' +
    'logging.disable socket.setdefaulttimeout decimal.setcontext matplotlib.use matplotlib.rc matplotlib.rcParams.update ' +
    'matplotlib.style.use matplotlib.pyplot.rc matplotlib.pyplot.rcdefaults matplotlib.pyplot.rcParams.update ' +
    'matplotlib.pyplot.style.use matplotlib.pyplot.ion matplotlib.pyplot.ioff seaborn.set seaborn.set_theme ' +
    'seaborn.set_style seaborn.set_context seaborn.set_palette pandas.set_option pandas.reset_option ' +
    'numpy.set_printoptions numpy.seterr torch.set_default_dtype torch.set_default_device torch.set_num_threads ' +
    'torch.set_grad_enabled torch.use_deterministic_algorithms torch.set_printoptions'
  ).split(' ')
);

/** Only while other steps come later in the notebook: those would have seen it. */
export function globalState({ step, calls, view }: StepResolution, program: Program): readonly Diagnostic[] {
  const { unit } = step;
  if (unit.index === program.steps.length - 1) {
    return [];
  }
  const found = new Map<string, Place>();
  for (const { name, path, by, level, place } of unit.facts.changes) {
    const meaning = view(name);
    if (meaning.kind === 'module' && by === 'store' && level === 'certain') {
      found.set(path, found.get(path) ?? place);
    }
  }
  for (const { call, place, path } of calls) {
    if (setters.has(path)) {
      found.set(call.path, found.get(call.path) ?? place);
    }
  }
  return [...found].map(([path, place]) =>
    problem('global-state', {
      ...locate(unit, place),
      step: unit.name,
      name: path.replace(/\[\]$/, ''),
      message: `${path.replace(/\[\]$/, '')} is changed in the process of step ${unit.name} only; later steps do not see it.`,
      hint: 'Move the line to a cell tagged imports, which every step runs.'
    })
  );
}
