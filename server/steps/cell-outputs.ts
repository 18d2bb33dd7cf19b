/** What a cell shows, out of the events in which it came: streams grow, displays are updated, and outputs are cleared. */
import * as z from 'zod';
import type { CellOutput } from '../../protocol/run-event.js';

const streamSchema = z.looseObject({
  output_type: z.literal('stream'),
  name: z.string(),
  text: z.union([z.string(), z.array(z.string())])
});
const updateSchema = z.looseObject({
  output_type: z.literal('update_display_data'),
  data: z.unknown(),
  metadata: z.unknown(),
  transient: z.looseObject({ display_id: z.string() })
});
const clearSchema = z.looseObject({ output_type: z.literal('clear_output'), wait: z.boolean().default(false) });
const displayedSchema = z.looseObject({ transient: z.looseObject({ display_id: z.string() }) });

export class CellOutputs {
  get list(): readonly CellOutput[] {
    return this.outputs;
  }

  add(output: CellOutput): void {
    const clear = clearSchema.safeParse(output).data;
    if (clear !== undefined) {
      this.outputs = clear.wait ? this.outputs : [];
      this.clearNext = clear.wait;
      return;
    }
    if (this.clearNext) {
      this.outputs = [];
      this.clearNext = false;
    }
    this.outputs = withOutput(this.outputs, output);
  }

  /** Takes an update of a display that this or another cell made. */
  update(output: CellOutput): void {
    const update = updateSchema.safeParse(output).data;
    if (update === undefined) {
      return;
    }
    const { data, metadata, transient } = update;
    this.outputs = this.outputs.map(shown => {
      const shownAs = displayedSchema.safeParse(shown).data?.transient.display_id;
      return shownAs === transient.display_id ? { ...shown, data, metadata } : shown;
    });
  }

  private outputs: readonly CellOutput[] = [];
  private clearNext = false;
}

export function isUpdate({ output_type: type }: CellOutput): boolean {
  return type === 'update_display_data';
}

/** A piece of a stream goes on with the one before. */
function withOutput(outputs: readonly CellOutput[], output: CellOutput): readonly CellOutput[] {
  const piece = streamSchema.safeParse(output).data;
  const before = streamSchema.safeParse(outputs.at(-1)).data;
  if (piece === undefined || before === undefined || piece.name !== before.name) {
    return [...outputs, output];
  }
  return [...outputs.slice(0, -1), { ...before, text: textOf(before) + textOf(piece) }];
}

function textOf({ text }: z.infer<typeof streamSchema>): string {
  return typeof text === 'string' ? text : text.join('');
}
