/** Edits of the notebook around its code: cells, tags, outputs, metadata, names. */
import { cellJson, identify, insert, move, notebookJson, remove, rename, replace, tags } from '../edit.js';
import type { Mutation } from '../edit.js';
import { cosmetic } from './no-change.js';

const stream = (text: string): object => ({ outputs: [{ output_type: 'stream', name: 'stdout', text: [text] }] });

export const notebookEdits: readonly Mutation[] = [
  cosmetic('the notebook is renamed', rename('carpentry.ipynb')),
  cosmetic('the notebook is renamed and gets a name with a space', rename('my workshop.ipynb')),
  cosmetic('a markdown cell is changed', replace('title', '# A workshop', '# The best workshop of all')),
  cosmetic(
    'a markdown cell is added',
    insert('build', { id: 'words', tags: [], kind: 'markdown', source: 'Now we build.' })
  ),
  cosmetic('the markdown cell is removed', remove('title')),
  cosmetic('a skipped cell is added', insert('build', { id: 'play', tags: ['skip'], source: 'lengths = None' })),
  cosmetic('an empty cell is added to a step', insert('build', { id: 'empty', tags: [], source: '' })),
  cosmetic('an empty cell is added at the end', insert(null, { id: 'empty', tags: ['skip'], source: '' })),
  cosmetic('the pipeline is renamed', notebookJson({ kubeflow_notebook: { pipeline_name: 'carpentry' } })),
  cosmetic(
    'the pipeline gets a description',
    notebookJson({ kubeflow_notebook: { pipeline_name: 'workshop', pipeline_description: 'Wood.' } })
  ),
  cosmetic(
    'the experiment is renamed',
    notebookJson({ kubeflow_notebook: { pipeline_name: 'workshop', experiment_name: 'oak' } })
  ),
  cosmetic(
    'metadata of another tool appears',
    notebookJson({ vscode: { interpreter: { hash: 'abc' } }, toc: { base: 1 } })
  ),
  cosmetic(
    'the kernel gets another display name',
    notebookJson({ kernelspec: { display_name: 'My Python', language: 'python', name: 'python3' } })
  ),
  cosmetic('a cell was executed', cellJson('measure', { execution_count: 7 })),
  cosmetic('a cell has outputs', cellJson('measure', { ...stream('[82, 182, 42]\n'), execution_count: 3 })),
  cosmetic('the outputs of a cell of functions', cellJson('helpers', stream('hi\n'))),
  cosmetic(
    'a cell is collapsed and remembers its time',
    cellJson('saw', {}, { collapsed: true, execution: { 'iopub.execute_input': '2024' } })
  ),
  cosmetic('a cell gets another id', identify('measure', 'f3a9c2')),
  cosmetic('a cell of functions gets another id', identify('helpers', '0a1b2c')),
  cosmetic('a cell of imports gets another id', identify('imports', 'first')),
  cosmetic('the tags of a cell change places', tags('build', 'prev:measure', 'step:build')),
  cosmetic('a tag of another tool is added', tags('build', 'step:build', 'prev:measure', 'hide-input')),
  cosmetic('the other dialect of tags', tags('build', 'block:build', 'prev:measure')),
  cosmetic('a dependency that the data implies is no longer said', tags('build', 'step:build')),
  cosmetic('a dependency without data is added', tags('shorten', 'step:shorten', 'prev:measure')),
  cosmetic('a step gets a limit', tags('build', 'step:build', 'prev:measure', 'limit:memory:1Gi')),
  cosmetic(
    'a step gets a label and an annotation',
    tags('build', 'step:build', 'prev:measure', 'label:team:wood', 'annotation:a/b:c')
  ),
  cosmetic('a step gets a timeout and retries', tags('build', 'step:build', 'prev:measure', 'timeout:5m', 'retry:2')),
  cosmetic(
    'a cell of a step is split in two',
    replace('measure', '\nseen_measure = repr((lengths, longest,))', ''),
    insert('build', { id: 'measure-2', tags: [], source: 'seen_measure = repr((lengths, longest,))' })
  ),
  cosmetic('independent steps change places', move('shorten', 'entitle')),
  cosmetic('an independent step moves to the front', move('inches', 'measure')),
  cosmetic('the functions move below the classes', move('helpers', 'measure')),
  cosmetic('the parameters move below the functions', move('parameters', 'measure')),
  cosmetic('the classes move above the helpers', move('classes', 'helpers')),
  cosmetic(
    'the imports are split into two cells',
    replace('imports', 'import math\n', ''),
    insert('parameters', { id: 'more-imports', tags: ['imports'], source: 'import math' })
  ),
  cosmetic(
    'the helpers are split into two cells',
    replace('helpers', '\n\n\ndef unrelated(value):\n    return value - 1', ''),
    insert('classes', { id: 'more', tags: ['functions'], source: 'def unrelated(value):\n    return value - 1' })
  )
];
