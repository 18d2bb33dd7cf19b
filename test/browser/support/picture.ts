/** Pictures for the documentation, taken in the middle of the tests, so that they show what is true. */
import { execFileSync } from 'node:child_process';
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
  for (const shade of ['light', 'dark'] as const) {
    await changeTheme(lab, themes[shade]);
    const path = join(folder, `${name}-${shade}.png`);
    await lab.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    execFileSync('.venv/bin/python', ['test/browser/support/shrink_picture.py', path]);
  }
  await changeTheme(lab, themes.light);
}

async function changeTheme(lab: LabPage, theme: string): Promise<void> {
  await lab.command('apputils:change-theme', { theme });
  await lab.page.locator(`body[data-jp-theme-name="${theme}"]`).waitFor({ state: 'attached' });
  await untilDrawn(lab);
}

/** Fonts of a theme come after its name, and editors draw once more. */
async function untilDrawn({ page }: LabPage): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}
