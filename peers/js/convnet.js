// ConvNetJS, by its own layers and its own trainer.

import convnetjs from "convnetjs";

// It has no logistic loss. The nearest is a softmax of two outputs: the difference of the two is the logit, its loss is the
// logistic one. They begin with half of the output's weights and with minus that. Either is moved by the whole slope, and so
// their difference twice as far: the oracle does likewise.
const nearest = (given) => (given.logistic ? { ...given, outputRate: 2 * given.rate } : null);

function build({ widths, relu, logistic, rate, batch, parameters, x, y }) {
  const hidden = widths.slice(1, -1).map((units) => ({ type: "fc", num_neurons: units, activation: relu ? "relu" : "tanh" }));
  const net = new convnetjs.Net();
  const output = logistic ? { type: "softmax", num_classes: 2 } : { type: "regression", num_neurons: 1 };
  net.makeLayers([{ type: "input", out_sx: 1, out_sy: 1, out_depth: widths[0] }, ...hidden, output]);
  // It keeps a unit's weights together and a layer's biases after them, as we do.
  const begin = logistic ? twoOutputs(parameters, widths.at(-2)) : parameters;
  let at = 0;
  for (const { params } of net.getParamsAndGrads()) for (let i = 0; i < params.length; i++) params[i] = begin[at++];
  // Its squared error is half of ours, so its rate has to be twice as high.
  const learning_rate = logistic ? rate : 2 * rate;
  const trainer = new convnetjs.Trainer(net, { method: "sgd", learning_rate, momentum: 0, batch_size: batch });
  const inputs = Array.from(y, (_, n) => new convnetjs.Vol(Array.from(x.subarray(n * widths[0], (n + 1) * widths[0]))));
  const targets = Array.from(y, (y) => (logistic ? y : [y])); // the number of the class, or what the outputs should be
  let next = 0;
  return {
    run(steps) {
      for (let n = steps * batch; n > 0; n--, next = (next + 1) % inputs.length) trainer.train(inputs[next], targets[next]);
    },
    loss() {
      const wrong = (output, y) => (logistic ? -Math.log(output[y]) : (output[0] - y) ** 2);
      const losses = inputs.map((input, i) => wrong(net.forward(input).w, y[i]));
      return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    },
  };
}

// The parameters with two outputs in the place of one: minus half of its weights and half of them, then the biases likewise.
function twoOutputs(parameters, inputs) {
  const weights = parameters.slice(-inputs - 1, -1).map((w) => w / 2);
  const bias = parameters.at(-1) / 2;
  return [...parameters.slice(0, -inputs - 1), ...weights.map((w) => -w), ...weights, -bias, bias];
}

// It has no Adam.
export const convnet = { name: "ConvNetJS", exact: true, can: ({ adam }) => !adam, nearest, build };
