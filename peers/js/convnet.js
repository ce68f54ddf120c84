// ConvNetJS, by its own layers and its own trainer.

import convnetjs from "convnetjs";

function build({ widths, relu, rate, batch, parameters, x, y }) {
  const hidden = widths.slice(1, -1).map((units) => ({ type: "fc", num_neurons: units, activation: relu ? "relu" : "tanh" }));
  const net = new convnetjs.Net();
  net.makeLayers([{ type: "input", out_sx: 1, out_sy: 1, out_depth: 1 }, ...hidden, { type: "regression", num_neurons: 1 }]);
  // It keeps a unit's weights together and a layer's biases after them, as we do.
  let at = 0;
  for (const { params } of net.getParamsAndGrads()) for (let i = 0; i < params.length; i++) params[i] = parameters[at++];
  // Its loss is half of the squared error, so its rate has to be twice as high.
  const trainer = new convnetjs.Trainer(net, { method: "sgd", learning_rate: 2 * rate, momentum: 0, batch_size: batch });
  const inputs = Array.from(x, (x) => new convnetjs.Vol([x]));
  const targets = Array.from(y, (y) => [y]);
  let next = 0;
  return {
    run(steps) {
      for (let n = steps * batch; n > 0; n--, next = (next + 1) % inputs.length) trainer.train(inputs[next], targets[next]);
    },
    loss() {
      const errors = inputs.map((input, i) => (net.forward(input).w[0] - y[i]) ** 2);
      return errors.reduce((sum, error) => sum + error, 0) / errors.length;
    },
  };
}

// It has no Adam.
export const convnet = { name: "ConvNetJS", exact: true, can: ({ adam }) => !adam, build };
