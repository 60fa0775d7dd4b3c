/** Work in slices, so that the page answers its reader meanwhile. */

/** Milliseconds of work before the page gets a turn: a frame has sixteen. */
const SLICE = 8;

/** Steps between two looks at the clock, and at most in a slice, as some browsers keep their clocks coarse. */
const LOOK = 8;
const MOST = 4_000;

/** Takes all steps, a slice at a time. Rejects with the signal's reason. */
export async function inSlices<T>(steps: Generator<void, T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    const until = performance.now() + SLICE;
    for (let step = 1; step % LOOK !== 0 || (step < MOST && performance.now() < until); step++) {
      const { done, value } = steps.next();
      if (done) return value;
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
}
