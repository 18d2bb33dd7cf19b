/** One file that is written in one step and used in another, without an order between the two. */
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.js';
import { problem } from '../../diagnostics/problem.js';
import type { BodyCall } from '../python/body-facts.js';
import type { Place } from '../python/step-facts.js';
import type { Program } from '../program.js';
import type { PlacedCall } from '../name-lookup.js';
import type { StepResolution } from '../resolve-step.js';
import { addPrevious, locate, type StepUnit } from '../step-unit.js';

interface FileUse {
  readonly unit: StepUnit;
  readonly place: Place;
  readonly writes: boolean;
}

const writing =
  /^(to_(csv|parquet|pickle|json|excel|feather|hdf|stata|html|xml|orc|netcdf|zarr)|savefig|save|savez|savez_compressed|savetxt|savemat|save_model|save_weights|save_pretrained|save_npz|dump|write|write_(text|bytes|image|html|csv|parquet|json|table)|imsave|imwrite|touch|unlink|rename|remove|copy|copyfile|copy2|move|urlretrieve|to_file)$/;

const using =
  /^(open|read_\w+|load|loadtxt|load_\w+|genfromtxt|fromfile|memmap|imread|Path|PurePath|read|exists|isfile|getsize|stat|open_dataset|ZipFile|connect|File|ExcelFile|HDFStore|from_file|DMatrix|scan_\w+)$/;

/** A path with an extension, no address of the web. */
const path = /^(?!\w+:\/\/)[^\n<>*?"|{}]{0,200}[^\s./\\<>*?"|{}]\.[A-Za-z][A-Za-z0-9]{0,8}$/;

export function sharedFiles(resolutions: readonly StepResolution[], program: Program): readonly Diagnostic[] {
  const uses = new Map<string, FileUse[]>();
  for (const { step, calls } of resolutions) {
    for (const placed of calls) {
      for (const { file, writes, place } of filesOf(placed, calls)) {
        uses.set(file, [...(uses.get(file) ?? []), { unit: step.unit, place, writes }]);
      }
    }
  }
  return [...uses].flatMap(([file, all]) => unordered(file, all, program));
}

function unordered(file: string, uses: readonly FileUse[], program: Program): readonly Diagnostic[] {
  const steps = [...new Set(uses.map(({ unit }) => unit))];
  return steps.flatMap(later => {
    const own = uses.filter(({ unit }) => unit === later);
    const others = steps.filter(
      earlier =>
        earlier.index < later.index &&
        !program.topology.isBefore(earlier.index, later.index) &&
        [...own, ...uses.filter(({ unit }) => unit === earlier)].some(({ writes }) => writes)
    );
    const [other] = others;
    const [use] = own;
    const first = uses.find(({ unit }) => unit === other);
    if (other === undefined || use === undefined || first === undefined) {
      return [];
    }
    return [
      problem('shared-file', {
        ...locate(later, use.place),
        step: later.name,
        name: file,
        steps: others.map(({ name }) => name),
        message: `Steps ${others.map(({ name }) => name).join(', ')} and ${later.name} use the file ${file}, one of them writes it, and they may run at the same time.`,
        hint: `Add prev:${other.name} to step ${later.name}, or use two files.`,
        related: [{ ...locate(other, first.place), message: `step ${other.name} uses it here` }],
        fixes: addPrevious(later, other.name)
      })
    ];
  });
}

function filesOf(
  { call, place }: PlacedCall,
  calls: readonly PlacedCall[]
): readonly { file: string; writes: boolean; place: Place }[] {
  if (call.arguments.every(({ text }) => text === null)) {
    return [];
  }
  const name = call.path.split('.').pop() ?? '';
  if (!writing.test(name) && !using.test(name)) {
    return [];
  }
  const writes = writing.test(name) || opensForWriting(name, call) || writesThroughPath(name, call, calls);
  return call.arguments.flatMap(({ text }) =>
    text !== null && path.test(text.value)
      ? [
          {
            file: text.value.replace(/^\.\//, ''),
            writes,
            place: { ...place, span: spanInStep(call.span, text.span, place) }
          }
        ]
      : []
  );
}

/** Inside a function of the notebook the step's place is the use of the function. */
function spanInStep(callSpan: Span, textSpan: Span, place: Place): Span {
  return callSpan === place.span ? textSpan : place.span;
}

function opensForWriting(name: string, { arguments: passed }: BodyCall): boolean {
  return (
    (name === 'open' || name === 'File' || name === 'ZipFile') &&
    passed.some(
      ({ position, keyword, text }) => (position === 1 || keyword === 'mode') && /[wax+]/.test(text?.value ?? '')
    )
  );
}

/** `Path("a.txt").write_text(…)` is a call of `Path` and, around it, one of `Path().write_text`. */
function writesThroughPath(name: string, { path: made, span }: BodyCall, calls: readonly PlacedCall[]): boolean {
  return (
    /^(Pure)?Path$/.test(name) &&
    calls.some(
      ({ call }) =>
        call.path.startsWith(`${made}().`) &&
        writing.test(call.path.split('.').pop() ?? '') &&
        call.span.line === span.line &&
        call.span.column === span.column
    )
  );
}
