// How long something takes, in a browser whose clock ticks in tenths of a millisecond.

export const ROUNDS = 15;
const SLICE = 15; // ms
const TRIES = 3;
const WARM = 200; // ms
const MOST = 1_000_000; // steps that the page takes at once

function timed(run, n) {
  const begin = performance.now();
  run(n);
  return performance.now() - begin;
}

// Milliseconds of so many steps: the least of a few tries, since whatever else the machine does only adds to it.
const least = (run, n) => Math.min(...Array.from({ length: TRIES }, () => timed(run, n)));

// Seconds of one step.
export const seconds = (run, n) => least(run, n) / n / 1000;

// As many steps as take a slice of time, found after the browser has had the time to compile well what they run.
export function enough(run) {
  const begin = performance.now();
  for (let n = 1; ; ) {
    const took = least(run, n);
    if (took < SLICE && n < MOST) n = Math.min(MOST, took < SLICE / 10 ? 4 * n : 2 * n);
    else if (performance.now() - begin > WARM) return Math.min(MOST, Math.max(1, Math.round((n * SLICE) / took)));
  }
}

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

// Lets the browser do what waits, such as answering whoever drives it.
export const pause = () => new Promise((done) => setTimeout(done));
