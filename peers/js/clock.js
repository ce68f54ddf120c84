// How long something takes, in a browser whose clock ticks in tenths of a millisecond.

export const ROUNDS = 9;
const SLICE = 50; // ms

export function timed(run, n) {
  const begin = performance.now();
  run(n);
  return performance.now() - begin;
}

// As many steps as take a slice of time, found after the browser has had the time to compile well what they run.
export function enough(run) {
  const begin = performance.now();
  for (let n = 1; ; ) {
    const took = timed(run, n);
    if (took >= SLICE && performance.now() - begin > 4 * SLICE) return Math.max(1, Math.round((n * SLICE) / took));
    if (took < SLICE) n = Math.min(1_000_000, took < SLICE / 10 ? 4 * n : 2 * n);
  }
}

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

// Lets the browser do what waits, such as answering whoever drives it.
export const pause = () => new Promise((done) => setTimeout(done));
