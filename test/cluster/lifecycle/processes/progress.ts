/** Does a part of the work, and says how long it took. */
export async function part<Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${seconds.padStart(7)} s  ${name}`);
  return result;
}
