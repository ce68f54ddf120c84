// The network as a good hand writes it in plain JavaScript: flat arrays of f64, plain loops, nothing allocated in a step.

export const hand = { name: "JavaScript by hand", exact: true, can: () => true, build };

function build({ widths, relu, adam, logistic, rate, batch, parameters, x, y }) {
  const [p, xs, ys] = [parameters, x, y].map((numbers) => Float64Array.from(numbers));
  const [g, m, v] = [p, p, p].map((p) => new Float64Array(p.length));
  const a = widths.map((units) => new Float64Array(units)); // what each layer answers, the inputs first
  const d = widths.map((units) => new Float64Array(units)); // the slope of the error at each unit's sum
  const top = widths.length - 1;
  const inputs = widths[0];
  let step = 0;
  let next = 0;

  function forward(n) {
    for (let i = 0; i < inputs; i++) a[0][i] = xs[n * inputs + i];
    for (let l = 0, at = 0; l < top; l++) {
      const from = a[l];
      const to = a[l + 1];
      const biases = at + to.length * from.length;
      for (let o = 0; o < to.length; o++) {
        let sum = p[biases + o];
        for (let i = 0; i < from.length; i++) sum += p[at++] * from[i];
        to[o] = l + 1 === top ? sum : relu ? (sum > 0 ? sum : 0) : Math.tanh(sum);
      }
      at = biases + to.length;
    }
    return a[top][0];
  }

  function backward(slope) {
    d[top][0] = slope;
    for (let l = top, at = p.length; l > 0; l--) {
      const from = a[l - 1];
      const below = d[l - 1];
      const above = d[l];
      const biases = at - above.length;
      at = biases - above.length * from.length;
      for (let o = 0, w = at; o < above.length; o++) {
        const delta = above[o];
        g[biases + o] += delta;
        for (let i = 0; i < from.length; i++) g[w++] += delta * from[i];
      }
      if (l === 1) return; // nothing is learnt below the first layer
      for (let i = 0; i < below.length; i++) below[i] = 0;
      for (let o = 0, w = at; o < above.length; o++) {
        const delta = above[o];
        for (let i = 0; i < below.length; i++) below[i] += delta * p[w++];
      }
      for (let i = 0; i < below.length; i++) below[i] *= relu ? (from[i] > 0 ? 1 : 0) : 1 - from[i] * from[i];
    }
  }

  function run(steps) {
    for (let s = 0; s < steps; s++) {
      g.fill(0);
      if (logistic) for (let n = next; n < next + batch; n++) backward((1 / (1 + Math.exp(-forward(n))) - ys[n]) / batch);
      else for (let n = next; n < next + batch; n++) backward((2 / batch) * (forward(n) - ys[n]));
      next = (next + batch) % ys.length; // the points are a multiple of the batch
      step += 1;
      if (!adam) for (let i = 0; i < p.length; i++) p[i] -= rate * g[i];
      else update(1 - 0.9 ** step, 1 - 0.999 ** step);
    }
  }

  function update(mean, square) {
    for (let i = 0; i < p.length; i++) {
      m[i] += 0.1 * (g[i] - m[i]);
      v[i] += 0.001 * (g[i] * g[i] - v[i]);
      p[i] -= (rate * m[i]) / mean / (Math.sqrt(v[i] / square) + 1e-8);
    }
  }

  const wrong = (z, y) => (logistic ? Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y * z : (z - y) ** 2);
  const loss = () => ys.reduce((sum, y, n) => sum + wrong(forward(n), y), 0) / ys.length;
  return { run, loss };
}
