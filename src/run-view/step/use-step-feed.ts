/** The outputs of a step, followed for as long as a component shows them. */
import * as React from 'react';
import { StepFeed } from '../../outputs/step-feed.js';
import { useShownRun } from '../services.js';

/** Null for one frame, until the feed is there. */
export function useStepFeed(step: string): StepFeed | null {
  const { client, model } = useShownRun();
  const [feed, setFeed] = React.useState<StepFeed | null>(null);
  React.useEffect(() => {
    const opened = new StepFeed(client, model, step);
    setFeed(opened);
    return () => opened.dispose();
  }, [client, model, step]);
  return feed;
}
