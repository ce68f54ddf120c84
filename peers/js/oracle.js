// The answer that all are checked against: the network in f64, one point after the other and straight from the formulas.

// The loss of one answer and its slope: the squared error, or −y ln p − (1 − y) ln(1 − p) with p = 1 / (1 + e^−answer).
const squared = (answer, y) => [(answer - y) ** 2, 2 * (answer - y)];
const logistic = (answer, y) => [
  Math.max(answer, 0) + Math.log1p(Math.exp(-Math.abs(answer))) - y * answer,
  1 / (1 + Math.exp(-answer)) - y,
];

// The gradient of the loss of one point, added to `gradient`; returns the loss.
function learnFrom(x, y, { widths, relu, parameters, ...task }, gradient) {
  const activations = [x];
  const starts = [];
  let at = 0;
  for (let l = 1; l < widths.length; l++) {
    const before = activations[l - 1];
    const last = l === widths.length - 1;
    starts[l] = at;
    const biases = at + widths[l] * widths[l - 1];
    activations[l] = Array.from({ length: widths[l] }, (_, out) => {
      const z = before.reduce((sum, a, i) => sum + parameters[at + out * widths[l - 1] + i] * a, parameters[biases + out]);
      return last ? z : relu ? Math.max(z, 0) : Math.tanh(z);
    });
    at = biases + widths[l];
  }
  const [loss, slope] = (task.logistic ? logistic : squared)(activations.at(-1)[0], y);
  let deltas = [slope];
  for (let l = widths.length - 1; l > 0; l--) {
    const before = activations[l - 1];
    const biases = starts[l] + widths[l] * widths[l - 1];
    const weight = (out, i) => starts[l] + out * widths[l - 1] + i;
    deltas.forEach((delta, out) => {
      before.forEach((a, i) => (gradient[weight(out, i)] += delta * a));
      gradient[biases + out] += delta;
    });
    deltas = before.map((a, i) => {
      const slope = relu ? Number(a > 0) : 1 - a * a;
      return slope * deltas.reduce((sum, delta, out) => sum + delta * parameters[weight(out, i)], 0);
    });
  }
  return loss;
}

// The mean loss on all points after so many steps. `order` says which point is the n-th of all that are seen.
export function oracle(task, steps, order = (n) => n % task.y.length) {
  const state = { ...task, parameters: Array.from(task.parameters) };
  const { parameters, widths } = state;
  const points = Array.from(task.y, (_, n) => Array.from(task.x.subarray(n * widths[0], (n + 1) * widths[0])));
  const output = parameters.length - widths.at(-2) - 1; // where the parameters of the last layer begin
  const [mean, square] = [parameters.map(() => 0), parameters.map(() => 0)];
  for (let step = 1; step <= steps; step++) {
    const gradient = parameters.map(() => 0);
    for (let i = 0; i < task.batch; i++) {
      const at = order((step - 1) * task.batch + i);
      learnFrom(points[at], task.y[at], state, gradient);
    }
    gradient.forEach((sum, i) => {
      const g = sum / task.batch;
      mean[i] = 0.9 * mean[i] + 0.1 * g;
      square[i] = 0.999 * square[i] + 0.001 * g * g;
      const adam = mean[i] / (1 - 0.9 ** step) / (Math.sqrt(square[i] / (1 - 0.999 ** step)) + 1e-8);
      const rate = i < output ? task.rate : (task.outputRate ?? task.rate);
      parameters[i] -= rate * (task.adam ? adam : g);
    });
  }
  const unused = parameters.map(() => 0);
  const losses = points.map((x, i) => learnFrom(x, task.y[i], state, unused));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
