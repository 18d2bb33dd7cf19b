/** Notebooks written as scripts, to be read beside what is proposed for them: `# %%`, `# %% tags=a,b` and `# %% [markdown]` begin cells. */

interface ScriptCell {
  readonly cell_type: 'code' | 'markdown';
  readonly id: string;
  readonly metadata: { readonly tags: readonly string[] };
  readonly source: string;
}

export interface ScriptNotebook {
  readonly nbformat: 4;
  readonly nbformat_minor: 5;
  readonly metadata: object;
  readonly cells: readonly ScriptCell[];
}

export function notebookFromScript(script: string): ScriptNotebook {
  const parts = script.split(/^# %%/m).slice(1);
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { language_info: { name: 'python', version: '3.12.1' } },
    cells: parts.map((part, index) => {
      const [head = '', ...lines] = part.trimEnd().split('\n');
      const isMarkdown = head.includes('[markdown]');
      return {
        cell_type: isMarkdown ? 'markdown' : 'code',
        id: `c${index + 1}`,
        metadata: { tags: /tags=(\S+)/.exec(head)?.[1]?.split(',') ?? [] },
        source: lines.map(line => (isMarkdown ? line.replace(/^# ?/, '') : line)).join('\n')
      };
    })
  };
}
