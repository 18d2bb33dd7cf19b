/** Text with the colors of a terminal, as text nodes and class names. */
import * as React from 'react';
import { ansiClasses, ansiPieces, plainStyle, type AnsiStyle } from './ansi.js';

export function AnsiText({
  text,
  start = plainStyle
}: {
  readonly text: string;
  readonly start?: AnsiStyle;
}): React.JSX.Element {
  return (
    <>
      {ansiPieces(text, start).pieces.map((piece, index) => {
        const classes = ansiClasses(piece.style);
        return classes === '' ? (
          <React.Fragment key={index}>{piece.text}</React.Fragment>
        ) : (
          <span key={index} className={classes}>
            {piece.text}
          </span>
        );
      })}
    </>
  );
}
