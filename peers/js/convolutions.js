// The answer that networks on pictures are checked against: two convolutions and a dense layer in f64, one picture after the
// other and straight from the formulas.

const SIDE = 28;
const K = 5;

// z[o][y][x] = b[o] + Σ w[o][i][u][v] a[i][y + u][x + v]; `each` is told of every product's places, in x, w and z.
function products({ inputs, outputs, side, start }, each) {
  const out = side - K + 1;
  for (let o = 0; o < outputs; o++)
    for (let y = 0; y < out; y++)
      for (let x = 0; x < out; x++)
        for (let i = 0; i < inputs; i++)
          for (let u = 0; u < K; u++)
            for (let v = 0; v < K; v++)
              each((i * side + y + u) * side + x + v, start + ((o * inputs + i) * K + u) * K + v, (o * out + y) * out + x);
}

const FIRST = { inputs: 1, outputs: 8, side: SIDE, start: 0 };
const SECOND = { inputs: 8, outputs: 16, side: 12, start: 208 };
const DENSE = { inputs: 256, outputs: 10, start: 3424 };
const biases = ({ inputs, outputs, start }) => start + outputs * inputs * K * K;

function convolve(layer, a, parameters) {
  const plane = (layer.side - K + 1) ** 2;
  const z = new Float64Array(layer.outputs * plane).map((_, at) => parameters[biases(layer) + Math.floor(at / plane)]);
  products(layer, (from, w, to) => (z[to] += parameters[w] * a[from]));
  return z;
}

// The gradients of the parameters are added up; returns that of a.
function convolveBack(layer, a, delta, parameters, gradient) {
  const plane = (layer.side - K + 1) ** 2;
  const down = new Float64Array(a.length);
  delta.forEach((d, at) => (gradient[biases(layer) + Math.floor(at / plane)] += d));
  products(layer, (from, w, to) => {
    gradient[w] += delta[to] * a[from];
    down[from] += delta[to] * parameters[w];
  });
  return down;
}

// The largest of each 2 × 2 of what is left of z above 0, and which place it had.
function pool(z, side) {
  const half = side / 2;
  const places = new Int32Array(z.length / 4).map((_, at) => {
    const corner = (Math.floor(at / half) * side + (at % half)) * 2;
    return [corner, corner + 1, corner + side, corner + side + 1].reduce((best, place) => (z[place] > z[best] ? place : best));
  });
  return { places, a: Float64Array.from(places, (place) => Math.max(z[place], 0)) };
}

function poolBack(z, { places }, delta) {
  const down = new Float64Array(z.length);
  places.forEach((place, at) => (down[place] = z[place] > 0 ? delta[at] : 0));
  return down;
}

// The gradient of the loss of one picture, added to `gradient`; returns the loss, −ln p of the class.
function learnFrom(picture, label, parameters, gradient) {
  const z1 = convolve(FIRST, picture, parameters);
  const p1 = pool(z1, 24);
  const z2 = convolve(SECOND, p1.a, parameters);
  const p2 = pool(z2, 8);
  const weight = (o, i) => DENSE.start + o * DENSE.inputs + i;
  const bias = DENSE.start + DENSE.outputs * DENSE.inputs;
  const logits = Array.from({ length: DENSE.outputs }, (_, o) => p2.a.reduce((sum, a, i) => sum + parameters[weight(o, i)] * a, parameters[bias + o]));
  const most = Math.max(...logits);
  const total = logits.reduce((sum, z) => sum + Math.exp(z - most), 0);
  if (gradient) {
    const delta = logits.map((z, o) => Math.exp(z - most) / total - Number(o === label));
    delta.forEach((d, o) => {
      p2.a.forEach((a, i) => (gradient[weight(o, i)] += d * a));
      gradient[bias + o] += d;
    });
    const d2 = p2.a.map((_, i) => delta.reduce((sum, d, o) => sum + d * parameters[weight(o, i)], 0));
    const d1 = convolveBack(SECOND, p1.a, poolBack(z2, p2, d2), parameters, gradient);
    convolveBack(FIRST, picture, poolBack(z1, p1, d1), parameters, gradient);
  }
  return Math.log(total) - (logits[label] - most);
}

// The mean loss on all pictures after so many steps of plain descent or Adam.
export function convolutions({ x, y, batch, rate, adam, parameters: begin }, steps) {
  const parameters = Float64Array.from(begin);
  const [mean, square] = [new Float64Array(begin.length), new Float64Array(begin.length)];
  const picture = (n) => x.subarray(n * SIDE * SIDE, (n + 1) * SIDE * SIDE);
  for (let step = 1; step <= steps; step++) {
    const gradient = new Float64Array(begin.length);
    for (let i = 0; i < batch; i++) {
      const at = ((step - 1) * batch + i) % y.length;
      learnFrom(picture(at), y[at], parameters, gradient);
    }
    gradient.forEach((sum, i) => {
      const g = sum / batch;
      mean[i] = 0.9 * mean[i] + 0.1 * g;
      square[i] = 0.999 * square[i] + 0.001 * g * g;
      const scaled = mean[i] / (1 - 0.9 ** step) / (Math.sqrt(square[i] / (1 - 0.999 ** step)) + 1e-8);
      parameters[i] -= rate * (adam ? scaled : g);
    });
  }
  return y.reduce((sum, label, n) => sum + learnFrom(picture(n), label, parameters), 0) / y.length;
}
