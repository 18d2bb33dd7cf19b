/** Names of distributions compare without case, and with `-`, `_` and `.` alike (Python packaging, "Names and normalization"). */
export function normalizedName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
