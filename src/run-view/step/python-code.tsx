/** Python text to read, highlighted like in the notebook once the language has been loaded. */
import * as React from 'react';
import { useShownRun } from '../services.js';

export function PythonCode({ source }: { readonly source: string }): React.JSX.Element {
  const { languages } = useShownRun();
  const place = React.useRef<HTMLElement>(null);
  React.useLayoutEffect(() => {
    const element = place.current;
    if (element === null) {
      return undefined;
    }
    let wanted = true;
    element.textContent = source;
    const drawn = document.createElement('code');
    languages
      ?.highlight(source, languages.findByMIME('text/x-ipython') ?? null, drawn)
      .then(() => wanted && element.replaceChildren(...drawn.childNodes))
      .catch(() => undefined); // the plain text is there
    return () => {
      wanted = false;
    };
  }, [languages, source]);
  return (
    <pre className="collard-Code">
      <code ref={place} />
    </pre>
  );
}
