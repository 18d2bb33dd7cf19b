/** The Chromium that the browser tests drive: the one of this machine, found once, with a clear word when there is none. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const otherPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** @throws when there is none, with the command that installs it. */
export function chromiumPath(): string {
  const asked = process.env['CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = asked
    ? [asked]
    : [...folders.flatMap(folder => names.map(name => join(folder, name))), ...otherPlaces];
  const found = candidates.find(isExecutable);
  if (found === undefined) {
    throw new Error(
      [
        `The browser tests need Chromium, and none was found ${asked ? `at CHROMIUM=${asked}` : 'on PATH'}.`,
        '  Debian, Ubuntu:  apt-get update && apt-get install -y chromium',
        '  macOS:           brew install --cask chromium',
        '  elsewhere:       set CHROMIUM=/path/to/chrome',
        'Everything else runs without it: npm test -- --selectProjects compiler engine cli server lab'
      ].join('\n')
    );
  }
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
