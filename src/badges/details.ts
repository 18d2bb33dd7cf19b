/** The quiet part of a badge: after which steps this one comes, and how it runs. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { BadgeContent } from './badge-content.js';
import { afterTitle, markText, markTitle } from './badge-words.js';
import type { BadgeActions } from './cell-badge.js';
import { button, element } from '../dom/elements.js';

export type Details = Pick<BadgeContent, 'after' | 'marks'>;

export function detailNodes(
  trans: TranslationBundle,
  { after, marks }: Details,
  actions: Pick<BadgeActions, 'goToStep'>
): readonly Node[] {
  return [
    ...(after.length === 0 ? [] : [afterNode(trans, after, actions)]),
    ...marks.map(mark => markNode(trans, mark))
  ];
}

function afterNode(
  trans: TranslationBundle,
  after: BadgeContent['after'],
  { goToStep }: Pick<BadgeActions, 'goToStep'>
): Node {
  const links = after.map(each =>
    element(
      'li',
      {},
      button(
        `after ${each.step}`,
        { class: 'collard-Badge-link', title: afterTitle(trans, each) },
        () => goToStep(each.step),
        each.step
      )
    )
  );
  return element(
    'div',
    { class: 'collard-Badge-after' },
    element('span', {}, trans.__('after')),
    element('ul', {}, ...links)
  );
}

function markNode(trans: TranslationBundle, mark: BadgeContent['marks'][number]): Node {
  const title = markTitle(mark);
  return element('span', { class: 'collard-Badge-mark', ...(title === '' ? {} : { title }) }, markText(trans, mark));
}
