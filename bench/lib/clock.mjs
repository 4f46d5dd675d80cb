const offset = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** Milliseconds of the machine's monotonic clock: comparable between processes. */
export const now = () => performance.now() + offset;
