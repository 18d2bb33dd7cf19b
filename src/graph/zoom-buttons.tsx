/** Zoom in, zoom out, show all. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { LabIcon } from '@jupyterlab/ui-components';
import { addIcon } from '@jupyterlab/ui-components';
import { useReactFlow } from '@xyflow/react';
import * as React from 'react';
import { fitIcon, minusIcon } from './graph-icons.js';

interface ZoomButtonsProps {
  readonly trans: TranslationBundle;
  readonly onUse: () => void;
}

export function ZoomButtons({ trans, onUse }: ZoomButtonsProps): React.JSX.Element {
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const buttons: readonly (readonly [label: string, icon: LabIcon, act: () => Promise<boolean>])[] = [
    [trans.__('Zoom in'), addIcon, () => zoomIn()],
    [trans.__('Zoom out'), minusIcon, () => zoomOut()],
    [trans.__('Show the whole pipeline'), fitIcon, () => fitView({ padding: 0.05, maxZoom: 1 })]
  ];
  return (
    <div className="collard-Graph-zoom" role="group" aria-label={trans.__('Zoom')}>
      {buttons.map(([label, icon, act]) => (
        <button
          key={label}
          type="button"
          className="collard-IconButton"
          title={label}
          aria-label={label}
          onClick={() => {
            onUse();
            void act();
          }}
        >
          <icon.react tag="span" />
        </button>
      ))}
    </div>
  );
}
