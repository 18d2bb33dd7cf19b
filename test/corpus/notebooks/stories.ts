/** Hand-written stories: habits of real notebooks that are more than "define, change, use" of one value. */
import { functionStories } from './stories/functions.js';
import { libraryStories } from './stories/libraries.js';
import { objectStories } from './stories/objects.js';
import { statementStories } from './stories/statements.js';
import type { Story } from './stories/story.js';

export const stories: readonly Story[] = [...functionStories, ...objectStories, ...libraryStories, ...statementStories];
