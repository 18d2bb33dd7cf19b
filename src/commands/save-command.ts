/** Saves the compiled pipeline as a file of the browser: its steps for other tools, or a picture for people. */
import { downloadIcon } from '@jupyterlab/ui-components';
import type { Plan } from '../../compiler/index.js';
import { pathArgument, pipelineFor, type CommandContext } from './command-context.js';
import { commandIds } from './command-ids.js';

const formats = ['json', 'svg', 'mermaid'] as const;
type Format = (typeof formats)[number];

export function addSaveCommand(context: CommandContext): void {
  const { commands, trans } = context;
  const formatOf = (format: unknown): Format => formats.find(each => each === format) ?? 'json';
  const labels: Readonly<Record<Format, string>> = {
    json: trans.__('Compile and Save as JSON'),
    svg: trans.__('Save Graph as SVG'),
    mermaid: trans.__('Save Graph as Mermaid')
  };
  commands.addCommand(commandIds.savePipeline, {
    label: ({ format }) => labels[formatOf(format)],
    caption: trans.__('Save the compiled pipeline with the browser'),
    icon: downloadIcon,
    describedBy: {
      args: {
        type: 'object',
        properties: {
          path: pathArgument(context),
          format: { type: 'string', enum: [...formats], description: trans.__('Kind of file; JSON unless said') }
        }
      }
    },
    isEnabled: args => {
      const pipeline = pipelineFor(context, args);
      return pipeline?.enabled === true && pipeline.state?.plan !== null;
    },
    execute: async args => {
      const state = await pipelineFor(context, args)?.compileNow();
      if (state !== undefined && state.plan !== null) {
        download(await fileOf(state.plan, formatOf(args['format'])));
      }
    }
  });
}

interface PipelineFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly text: string;
}

async function fileOf(plan: Plan, format: Format): Promise<PipelineFile> {
  if (format === 'json') {
    const text = `${JSON.stringify(plan, null, 2)}\n`;
    return { fileName: `${plan.name}.pipeline.json`, mediaType: 'application/json', text };
  }
  const { emit } = await import('../../compiler/4-emit/index.js');
  const [file] = emit(plan, format);
  if (file === undefined) {
    throw new Error(`The target ${format} gave no file.`);
  }
  return file;
}

function download({ fileName, mediaType, text }: PipelineFile): void {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
