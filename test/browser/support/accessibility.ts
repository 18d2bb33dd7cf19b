/** What axe finds on a page, as far as our own parts of it are concerned. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { LabPage } from './lab-page.js';

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** Serious and critical findings inside of these parts, one line each. At least one of the parts has to be there. */
export async function accessibilityFindings({ page }: LabPage, parts: string): Promise<readonly string[]> {
  await page.locator(parts).filter({ visible: true }).first().waitFor();
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(axe);
  }
  const { violations } = await page.evaluate(async selector => {
    const { axe: engine } = window as unknown as {
      readonly axe: { run(context: object, options: object): Promise<AxeResult> };
    };
    const include = [...document.querySelectorAll(selector)].filter(node => node.checkVisibility());
    return engine.run({ include }, { resultTypes: ['violations'] });
  }, parts);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${contrastIn(failureSummary)}`)
    );
}

function contrastIn(summary: string): string {
  return /contrast of [^.]*\.\d+ \([^)]*\)/.exec(summary)?.[0] ?? '';
}
