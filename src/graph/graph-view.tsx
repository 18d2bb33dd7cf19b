/** The place where the interactive graph appears once its code has come, and once there is room: hidden panels have no size. */
import * as React from 'react';
import type { Size } from './first-view.js';
import type { GraphProps } from './graph-props.js';

const PipelineGraph = React.lazy(() => import('./pipeline-graph.js'));

export function GraphView(props: GraphProps): React.JSX.Element {
  const place = React.useRef<HTMLDivElement>(null);
  const size = useSize(place);
  const waiting = <p className="collard-quiet">{props.trans.__('Drawing the pipeline…')}</p>;
  return (
    <div className="collard-Graph" ref={place}>
      {size !== null && (
        <React.Suspense fallback={waiting}>
          <PipelineGraph {...props} size={size} />
        </React.Suspense>
      )}
    </div>
  );
}

/** Size of an element in pixels, kept up to date; null as long as it has none. */
function useSize(place: React.RefObject<HTMLElement>): Size | null {
  const [size, setSize] = React.useState<Size | null>(null);
  React.useLayoutEffect(() => {
    const element = place.current;
    if (element === null) {
      return;
    }
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize(width > 0 && height > 0 ? { width, height } : null);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return size;
}
