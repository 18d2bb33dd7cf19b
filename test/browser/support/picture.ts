/** Pictures for the documentation, taken in the middle of the tests, so that they show what is true. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LabPage } from './lab-page.js';

const folder = 'docs/images';

const themes = { light: 'JupyterLab Light', dark: 'JupyterLab Dark' } as const;

/** Writes `docs/images/<name>-light.png` and `-dark.png` if UPDATE_PICTURES=1 asks for it, and does nothing otherwise. */
export async function picture(lab: LabPage, name: string): Promise<void> {
  if (process.env['UPDATE_PICTURES'] !== '1') {
    return;
  }
  mkdirSync(folder, { recursive: true });
  await lab.page.mouse.move(0, 0);
  for (const shade of ['dark', 'light'] as const) {
    await lab.command('apputils:change-theme', { theme: themes[shade] });
    await lab.page.locator(`body[data-jp-theme-name="${themes[shade]}"]`).waitFor({ state: 'attached' });
    await untilDrawn(lab);
    await lab.page.screenshot({ path: join(folder, `${name}-${shade}.png`), animations: 'disabled', caret: 'hide' });
  }
}

/** Fonts of a theme come after its name, and editors draw once more. */
async function untilDrawn({ page }: LabPage): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}
