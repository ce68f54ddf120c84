// burn and candle, compiled to WebAssembly in peers/rust, and the loop that shows what the machine can do at most.

import init, { Burn, BurnPictures, Candle, Task, peak_operations, peak_run } from "../../target/peers/script/kittengrad_peers.js";
import program from "../../target/peers/script/kittengrad_peers_bg.wasm";

const start = () => init({ module_or_path: program });

const build = (Net) => (task) => {
  const { widths, relu, adam, logistic, rate, parameters, x, y, batch } = task;
  const told = new Task(Uint32Array.from(widths), relu, adam, logistic, rate, Float32Array.from(parameters), x, y, batch);
  const net = new Net(told);
  told.free();
  return net;
};

export const rust = [
  { name: "burn", start, can: () => true, build: build(Burn) },
  { name: "candle", can: () => true, build: build(Candle) },
];

// On pictures.
const buildPictures = ({ parameters, x, y, batch, rate, adam }) =>
  new BurnPictures(Float32Array.from(parameters), x, y, batch, rate, adam);

export const pictures = { name: "burn", can: () => true, build: buildPictures };

// A step of it is so many rounds; its `flop` are those of a step.
const ROUNDS = 1000;
export const peak = { flop: () => ROUNDS * peak_operations(), run: (steps) => peak_run(ROUNDS * steps) };
