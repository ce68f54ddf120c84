// The benchmark's page: every contender is checked, and those that compute the right thing are timed in turn.

import { CASES, task } from "./cases.js";
import { bounds, check } from "./check.js";
import { ROUNDS, enough, median, pause, seconds } from "./clock.js";
import { convnet } from "./convnet.js";
import { hand } from "./hand.js";
import { kittengrad } from "./kittengrad.js";
import { oracle } from "./oracle.js";
import { PICTURES } from "./pictures.js";
import { peak, rust } from "./rust.js";
import { tensorflow } from "./tensorflow.js";

// On points, and on pictures.
const POINTS = { task, oracle, contenders: [kittengrad, hand, ...rust, convnet, ...tensorflow] };

// Seconds are those of one step; `times` and `share` are taken within each round, so that a slow moment of the machine
// touches both sides.
async function compare(chosen) {
  const { task, oracle, contenders } = chosen.pictures ? PICTURES : POINTS;
  const given = task(chosen);
  const told = bounds(given, chosen.check, oracle, contenders.some((contender) => contender.shuffles));
  const rows = [];
  for (const contender of contenders.filter((contender) => contender.can(given))) {
    await pause();
    await contender.choose?.();
    const row = { contender, ...check(contender, given, chosen.check, told) };
    rows.push(row);
    if (row.fine) {
      const net = contender.build(given);
      row.steps = enough((n) => net.run(n));
      net.free?.();
    }
  }
  const most = { steps: enough(peak.run), seconds: [] };
  const racing = rows.filter((row) => row.fine);
  for (const row of racing) row.seconds = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < racing.length; i++) {
      await pause();
      // Each round begins with another, so that none always follows the same one.
      const row = racing[(i + round) % racing.length];
      await row.contender.choose?.();
      const net = row.contender.build(given);
      row.seconds.push(seconds((n) => net.run(n), row.steps));
      net.free?.();
    }
    most.seconds.push(seconds(peak.run, most.steps));
  }
  const own = racing.find((row) => row.contender.own);
  const flops = most.seconds.map((s) => peak.flop() / s);
  return {
    ...chosen,
    right: told.right,
    batch: given.batch,
    parameters: given.parameters.length,
    flop: given.flop,
    peak: median(flops),
    rows: rows.map(({ contender: { name }, loss, fine, seconds: all }) => ({
      name,
      loss,
      fine,
      seconds: all && median(all),
      times: all && own && median(all.map((s, round) => s / own.seconds[round])),
      share: all && median(all.map((s, round) => given.flop / s / flops[round])),
    })),
  };
}

// A browser's driver waits only so long for a script: the answer is laid down, and taken from there.
function answer(promise) {
  globalThis.told = null;
  promise.then((value) => (globalThis.told = { value }), (error) => (globalThis.told = { error: String(error?.stack ?? error) }));
}

globalThis.peers = { cases: CASES.length, compare: (at) => answer(compare(CASES[at])) };

for (const { start } of [...POINTS.contenders, ...PICTURES.contenders]) await start?.();
document.documentElement.dataset.boot = "ready";
