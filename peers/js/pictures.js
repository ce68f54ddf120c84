// Networks on pictures: what the contenders are given, and who they are.

import { drawn } from "./cases.js";
import { convolutions } from "./convolutions.js";
import { pictures as burn } from "./rust.js";
import program from "../../target/peers/plan.wasm";

const SIDE = 28;
const CLASSES = 10;

// The parameters of each layer: how many go out, and how many numbers each of them sees.
const LAYERS = [[8, 25], [16, 200], [CLASSES, 256]];

// Multiplications by weights that one picture takes: forward, backward for the weights, and backward for what lies below,
// which the first layer leaves out.
const [FIRST, REST] = [8 * 25 * 24 ** 2, 16 * 200 * 8 ** 2 + CLASSES * 256];

// A bright bar on noise: where it lies is its class. Every number is one that f32 can hold.
function pictures(count) {
  const random = drawn(23);
  const y = Float32Array.from({ length: count }, (_, i) => (7 * i) % CLASSES);
  const x = new Float32Array(count * SIDE * SIDE);
  x.forEach((_, at) => {
    const [place, label] = [at % (SIDE * SIDE), y[Math.floor(at / (SIDE * SIDE))]];
    const along = label < CLASSES / 2 ? Math.floor(place / SIDE) : place % SIDE;
    const bar = Math.floor(along / 5) === label % (CLASSES / 2);
    x[at] = 0.4 * random() + (bar ? 0.5 : 0);
  });
  return { x, y };
}

function task({ points, batch, rate, adam = false }) {
  const random = drawn(7);
  const parameters = LAYERS.flatMap(([outputs, inputs]) => {
    const spread = Math.sqrt(6 / inputs);
    const weights = Array.from({ length: outputs * inputs }, () => Math.fround(spread * (2 * random() - 1)));
    return [...weights, ...Array.from({ length: outputs }, () => Math.fround(0.2 * random() - 0.1))];
  });
  return { ...pictures(points), batch, rate, adam, parameters, flop: 2 * (2 * FIRST + 3 * REST) * batch };
}

let module;
async function start() {
  module = (await WebAssembly.instantiate(program)).instance.exports;
}

// The plan as a module of its own, compiled as the page is.
function build({ x, y, batch, rate, adam, parameters }) {
  module.new(y.length, batch, rate, adam);
  const write = (values, to) => new Float32Array(module.memory.buffer, to, values.length).set(values);
  write(parameters, module.parameters());
  write(x, module.pixels());
  write(y, module.classes());
  return { run: (steps) => module.run(steps), loss: () => module.loss() };
}

const plan = { name: "Kittengrad", own: true, start, can: () => true, build };

export const PICTURES = { task, oracle: convolutions, contenders: [plan, burn] };
