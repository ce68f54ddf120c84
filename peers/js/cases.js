// What all contenders are given: the network, its start, the points, and how it is taught.
//
// W1 to W4 learn y from one x by the squared error, P3 and P4 the class of a point of the plane by the logistic loss, W5 the
// class of a picture by the cross-entropy. All contenders run the very same network.

const LARGE = { net: "1-64-64-64-1 ReLU", widths: [1, 64, 64, 64, 1], points: 200, relu: true };

// `check` is after how many steps the losses are compared. `bar` is how many times as fast as that peer Kittengrad is to
// be, and what share of the machine's peak it is to reach. TensorFlow Playground, for which two of the bars were set, is in
// no registry: by hand, the same work was done 1.4 and 2.5 times as fast, so these bars are divided by that. P3 is the
// network, the number of points and the batch with which Playground opens. Measured there, Playground's whole step takes 2.4 to
// 2.6 times as long as by hand, with the training loss that it computes after each epoch, as the page does; 1.6 times without
// that loss, and 1.4 to 1.5 times in its nn.ts alone.
export const CASES = [
  { name: "W1", net: "line", widths: [1, 1], points: 50, rate: 0.05, check: 200, bar: { peer: "JavaScript by hand", times: 12 / 1.4 } },
  { name: "W2", net: "1-8-8-1 tanh", widths: [1, 8, 8, 1], points: 100, rate: 0.05, check: 200, bar: { peer: "candle", times: 14, share: 0.55 } },
  { name: "W3", net: "1-4-2-1 tanh", widths: [1, 4, 2, 1], points: 250, batch: 10, rate: 0.02, check: 250, bar: { peer: "JavaScript by hand", times: 24 / 2.5 } },
  { name: "W3, all points at once", net: "1-4-2-1 tanh", widths: [1, 4, 2, 1], points: 250, rate: 0.02, check: 200 },
  { name: "W4", ...LARGE, rate: 0.01, check: 200, bar: { peer: "burn", times: 1.9, share: 0.88 } },
  { name: "W4 with Adam", ...LARGE, adam: true, rate: 0.0005, check: 50, bar: { peer: "burn", times: 1.9, share: 0.86 } },
  { name: "P3", net: "2-4-2-1 tanh", widths: [2, 4, 2, 1], points: 250, batch: 10, rate: 0.1, logistic: true, check: 250, bar: { peer: "JavaScript by hand", times: 24 / 2.5 } },
  { name: "P4", net: "2-64-64-64-1 ReLU", widths: [2, 64, 64, 64, 1], points: 200, relu: true, rate: 0.05, logistic: true, check: 200, bar: { peer: "burn", times: 1.5, share: 0.85 } },
  { name: "W5", net: "28×28, 8 filters 5×5, 16 filters 5×5, 10 classes", pictures: true, points: 64, batch: 16, rate: 0.05, check: 20, bar: { peer: "burn", times: 2.5, share: 0.5 } },
];

// Numbers from 0 to 1 that are the same at every run (a linear congruential generator).
export function drawn(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

// y of one x, in no order, so that each batch sees the whole curve.
function curve(points) {
  const x = Float32Array.from({ length: points }, (_, i) => 6 * ((i * 7 + 3) % points) / (points - 1) - 3);
  return { x, y: x.map((x) => Math.sin(1.5 * x) + 0.5 * x) };
}

// Two noisy rings, one in the other, a class each: x holds the two inputs of a point side by side, y is 0 or 1. Two
// neighbours are of two classes, so that each batch sees both.
function rings(points) {
  const random = drawn(11);
  const x = new Float32Array(2 * points);
  for (let i = 0; i < points; i++) {
    const radius = (i % 2 ? 0.6 : 1.6) + 0.8 * (random() - 0.5);
    const angle = 2 * Math.PI * random();
    x.set([radius * Math.cos(angle), radius * Math.sin(angle)], 2 * i);
  }
  return { x, y: Float32Array.from({ length: points }, (_, i) => i % 2) };
}

// The case with all of its numbers, each one that f32 can hold, so that everyone reads the same.
export function task(chosen) {
  const { widths, points, relu = false, adam = false, logistic = false, rate, batch = points } = chosen;
  const random = drawn(7);
  const parameters = [];
  for (let l = 1; l < widths.length; l++) {
    const [inputs, outputs] = [widths[l - 1], widths[l]];
    const spread = Math.sqrt(6 / (inputs + outputs));
    for (let i = 0; i < inputs * outputs; i++) parameters.push(Math.fround(spread * (2 * random() - 1)));
    for (let i = 0; i < outputs; i++) parameters.push(Math.fround(0.2 * random() - 0.1));
  }
  const { x, y } = logistic ? rings(points) : curve(points);
  return { widths, relu, adam, logistic, rate, batch, parameters, x, y, flop: 6 * parameters.length * batch };
}
