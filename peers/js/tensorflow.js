// TensorFlow.js by its variables and its own optimizers, on the backend in WebAssembly and on the one in plain JavaScript.

import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import "@tensorflow/tfjs-backend-cpu";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import plain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm";
import simd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm";

async function start() {
  const url = (bytes) => URL.createObjectURL(new Blob([bytes], { type: "application/wasm" }));
  // Threads need a page that is isolated from all others, which neither this one nor most schools' pages are.
  setWasmPaths({
    "tfjs-backend-wasm.wasm": url(plain),
    "tfjs-backend-wasm-simd.wasm": url(simd),
    "tfjs-backend-wasm-threaded-simd.wasm": url(simd),
  });
  for (const backend of ["wasm", "cpu"]) if (!(await tf.setBackend(backend))) throw new Error(`tfjs has no ${backend}`);
}

function build({ widths, relu, adam, logistic, rate, batch, parameters, x, y }) {
  let at = 0;
  const numbers = (count, shape) => tf.tensor(Float32Array.from(parameters.slice(at, (at += count))), shape);
  const layers = widths.slice(1).map((outputs, i) => {
    const weights = tf.tidy(() => tf.variable(tf.transpose(numbers(outputs * widths[i], [outputs, widths[i]]))));
    return { weights, biases: tf.tidy(() => tf.variable(numbers(outputs, [outputs]))) };
  });
  // The points from one to before another.
  const rows = (values, width, from, to) => tf.tensor2d(values.slice(from * width, to * width), [to - from, width]);
  const points = (from, to) => [rows(x, widths[0], from, to), rows(y, 1, from, to)];
  const batches = [];
  for (let i = 0; i < y.length; i += batch) batches.push(points(i, i + batch));
  const all = points(0, y.length);
  const optimizer = adam ? tf.train.adam(rate, 0.9, 0.999, 1e-8) : tf.train.sgd(rate);
  const error = ([x, y]) => {
    const output = layers.reduce((a, { weights, biases }, i) => {
      const z = tf.add(tf.matMul(a, weights), biases);
      return i === layers.length - 1 ? z : relu ? tf.relu(z) : tf.tanh(z);
    }, x);
    return logistic ? tf.losses.sigmoidCrossEntropy(y, output) : tf.mean(tf.squaredDifference(output, y));
  };
  let next = 0;
  return {
    run(steps) {
      for (let n = 0; n < steps; n++, next = (next + 1) % batches.length) {
        optimizer.minimize(() => error(batches[next]), false, layers.flatMap(({ weights, biases }) => [weights, biases]));
      }
    },
    loss: () => tf.tidy(() => error(all).dataSync()[0]),
    free() {
      optimizer.dispose();
      for (const { weights, biases } of layers) tf.dispose([weights, biases]);
      tf.dispose([batches, all]);
    },
  };
}

const on = (backend) => ({ can: () => true, build, choose: () => tf.setBackend(backend) });
export const tensorflow = [{ name: "TensorFlow.js wasm", start, ...on("wasm") }, { name: "TensorFlow.js cpu", ...on("cpu") }];
