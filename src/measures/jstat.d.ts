/** The part of jStat that is used; the package has no types of its own. */
declare module 'jstat' {
  const jStat: {
    mean(values: readonly number[]): number;
    /** Variance; of the sample (divided by n - 1) where `sample` is true. */
    variance(values: readonly number[], sample: boolean): number;
    /** Student's t distribution with some degrees of freedom, not necessarily whole. */
    readonly studentt: { cdf(t: number, degreesOfFreedom: number): number };
  };
  export default jStat;
}
