// Kittengrad where the page cannot be asked yet, since it learns y of one x: its core and its run in a module of their own,
// which says what it measures. When the page tells classes apart, kittengrad.js is to drive it there too, and this goes.

import init, { Classes } from "../../target/peers/classes/kittengrad_classes.js";
import program from "../../target/peers/classes/kittengrad_classes_bg.wasm";

const start = () => init({ module_or_path: program });

function build({ widths, relu, rate, batch, parameters, x, y }) {
  const net = new Classes(Uint32Array.from(widths), relu, rate, Float32Array.from(parameters), x, y, batch);
  return { run: (steps) => net.step(steps), loss: () => net.loss(), free: () => net.free() };
}

const can = ({ logistic, adam }) => logistic && !adam;

export const classes = { name: "Kittengrad", own: true, shuffles: true, start, can, build };
