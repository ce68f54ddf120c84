// The network as a good hand writes it in plain JavaScript: flat arrays of f64, plain loops, nothing allocated in a step.

export const hand = { name: "JavaScript by hand", exact: true, can: () => true, build: (task) => new Net(task) };

class Net {
  constructor({ widths, relu, adam, rate, batch, parameters, x, y }) {
    const room = () => new Float64Array(parameters.length);
    Object.assign(this, { relu, adam, rate, batch, count: x.length, next: 0, step: 0, g: room(), m: room(), v: room() });
    [this.p, this.x, this.y] = [parameters, x, y].map((numbers) => Float64Array.from(numbers));
    let at = 0;
    this.layers = widths.slice(1).map((outputs, i) => {
      const layer = { inputs: widths[i], outputs, w: at, b: at + outputs * widths[i], a: new Float64Array(outputs), d: new Float64Array(outputs) };
      at = layer.b + outputs;
      return layer;
    });
    this.first = new Float64Array(1);
  }

  forward(x) {
    const { p, layers, relu } = this;
    let from = this.first;
    from[0] = x;
    for (let l = 0; l < layers.length; l++) {
      const { inputs, outputs, w, b, a } = layers[l];
      const bends = l + 1 < layers.length;
      for (let o = 0; o < outputs; o++) {
        let sum = p[b + o];
        const row = w + o * inputs;
        for (let i = 0; i < inputs; i++) sum += p[row + i] * from[i];
        a[o] = !bends ? sum : !relu ? Math.tanh(sum) : sum > 0 ? sum : 0;
      }
      from = a;
    }
    return from[0];
  }

  backward(error) {
    const { p, g, layers, relu, first } = this;
    layers[layers.length - 1].d[0] = error;
    for (let l = layers.length - 1; l >= 0; l--) {
      const { inputs, outputs, w, b, d } = layers[l];
      const below = l > 0 ? layers[l - 1] : null;
      const from = below ? below.a : first;
      if (below) below.d.fill(0);
      for (let o = 0; o < outputs; o++) {
        const delta = d[o];
        const row = w + o * inputs;
        g[b + o] += delta;
        for (let i = 0; i < inputs; i++) g[row + i] += delta * from[i];
        if (below) for (let i = 0; i < inputs; i++) below.d[i] += delta * p[row + i];
      }
      if (below) for (let i = 0; i < inputs; i++) below.d[i] *= relu ? (from[i] > 0 ? 1 : 0) : 1 - from[i] * from[i];
    }
  }

  run(steps) {
    const { p, g, m, v, x, y, batch, rate } = this;
    for (let s = 0; s < steps; s++) {
      g.fill(0);
      for (let n = 0; n < batch; n++, this.next = (this.next + 1) % this.count) {
        this.backward((2 / batch) * (this.forward(x[this.next]) - y[this.next]));
      }
      this.step += 1;
      const [mean, square] = [1 - 0.9 ** this.step, 1 - 0.999 ** this.step];
      if (!this.adam) for (let i = 0; i < p.length; i++) p[i] -= rate * g[i];
      else for (let i = 0; i < p.length; i++) {
        m[i] += 0.1 * (g[i] - m[i]);
        v[i] += 0.001 * (g[i] * g[i] - v[i]);
        p[i] -= (rate * m[i]) / mean / (Math.sqrt(v[i] / square) + 1e-8);
      }
    }
  }

  loss() {
    let sum = 0;
    for (let i = 0; i < this.count; i++) sum += (this.forward(this.x[i]) - this.y[i]) ** 2;
    return sum / this.count;
  }
}
