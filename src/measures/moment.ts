/** Points in time for people. */

/** The date only when it is not today's. Returns the text itself when it is no date. */
export function formatMoment(iso: string, now: Date = new Date()): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) {
    return iso;
  }
  const today = moment.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(undefined, {
    timeStyle: 'medium',
    ...(today ? {} : { dateStyle: 'medium' })
  }).format(moment);
}
