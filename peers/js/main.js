// The benchmark's page: every contender is checked, and those that compute the right thing are timed in turn.

import { CASES, countParameters, task } from "./cases.js";
import { convnet } from "./convnet.js";
import { hand } from "./hand.js";
import { kittengrad } from "./kittengrad.js";
import { oracle } from "./oracle.js";
import { peak, rust } from "./rust.js";
import { tensorflow } from "./tensorflow.js";

const CONTENDERS = [kittengrad, hand, ...rust, convnet, ...tensorflow];
const ROUNDS = 9;
const SLICE = 50; // ms: a browser's clock ticks in tenths of one

// How far a loss may be from the oracle's, relatively: f32 against f64 over some hundred steps, and f64 against f64.
const NEAR = 2e-3;
const EXACT = 1e-9;

function timed(run, n) {
  const begin = performance.now();
  run(n);
  return performance.now() - begin;
}

// So many steps as take a slice of time, after the browser has had time to compile well what they run.
function enough(run) {
  let n = 1;
  for (const warm = performance.now(); ; ) {
    const took = timed(run, n);
    if (took >= SLICE && performance.now() - warm > 4 * SLICE) return Math.max(1, Math.round((n * SLICE) / took));
    if (took < SLICE) n = Math.min(1_000_000, took < SLICE / 10 ? 4 * n : 2 * n);
  }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

// The page shuffles its batches by a seed of its own, so its loss is one draw among those of all orders. It has to lie
// where the oracle's do in twenty of them, or as far outside as twice the width of all.
function shuffledBounds(given, steps) {
  const losses = [];
  for (let seed = 1; seed <= 20; seed++) {
    let state = seed;
    const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    const order = Array.from(given.x, (_, i) => i);
    losses.push(oracle(given, steps, (n) => {
      const at = n % order.length;
      if (at === 0) for (let i = order.length - 1; i > 0; i--) {
        const other = Math.floor(random() * (i + 1));
        [order[i], order[other]] = [order[other], order[i]];
      }
      return order[at];
    }));
  }
  const [least, most] = [Math.min(...losses), Math.max(...losses)];
  return [least - 2 * (most - least), most + 2 * (most - least)];
}

// Lets the browser do what waits, such as answering whoever drives it.
const pause = () => new Promise((done) => setTimeout(done));

async function check(contender, given, steps, right, bounds) {
  await contender.choose?.();
  const net = contender.build(given);
  net.run(steps);
  const loss = net.loss();
  net.free?.();
  const shuffled = contender === kittengrad && given.batch < given.x.length;
  const near = Math.abs(loss / right - 1) <= (contender.exact ? EXACT : NEAR);
  return { loss, fine: shuffled ? bounds[0] <= loss && loss <= bounds[1] : near };
}

// Checks all and times those that are right. Seconds are those of one step.
async function compare(name) {
  const chosen = CASES.find((known) => known.name === name);
  const given = task(chosen);
  const right = oracle(given, chosen.check);
  const bounds = given.batch < given.x.length ? shuffledBounds(given, chosen.check) : null;
  const rows = [];
  for (const contender of CONTENDERS.filter((contender) => contender.can(given))) {
    const row = { contender, name: contender.name, ...(await check(contender, given, chosen.check, right, bounds)) };
    rows.push(row);
    await pause();
    if (!row.fine) continue;
    const net = contender.build(given);
    row.steps = enough((n) => net.run(n));
    row.seconds = [];
    net.free?.();
  }
  const racing = rows.filter((row) => row.fine);
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < racing.length; i++) {
      // Each round begins with another, so that none always follows the same one.
      const row = racing[(i + round) % racing.length];
      await pause();
      await row.contender.choose?.();
      const net = row.contender.build(given);
      row.seconds.push(timed((n) => net.run(n), row.steps) / row.steps / 1000);
      net.free?.();
    }
  }
  const own = racing.find((row) => row.contender === kittengrad);
  const told = rows.map(({ name, loss, fine, seconds }) => ({
    name, loss, fine,
    seconds: seconds ? median(seconds) : null,
    // Within each round, so that a slow moment of the machine touches both.
    ratio: seconds && own ? median(seconds.map((s, round) => s / own.seconds[round])) : null,
  }));
  return { ...chosen, parameters: given.parameters.length, batch: given.batch, flop: given.flop, right, bounds, steps: chosen.check, rows: told };
}

// Floating-point operations a second of the best round.
function measurePeak() {
  const rounds = enough(peak.run);
  const times = Array.from({ length: ROUNDS }, () => timed(peak.run, rounds));
  return (1000 * rounds * peak.operations()) / Math.min(...times);
}

// A browser's driver waits only so long for a script: the answer is laid down, and taken from here.
function answer(promise) {
  globalThis.told = null;
  promise.then((value) => (globalThis.told = { value }), (error) => (globalThis.told = { error: String(error?.stack ?? error) }));
}

globalThis.peers = {
  cases: CASES.map(({ name }) => name),
  compare: (name) => answer(compare(name)),
  peak: () => answer(Promise.resolve().then(measurePeak)),
};

for (const { start } of CONTENDERS) await start?.();
document.documentElement.dataset.boot = "ready";
