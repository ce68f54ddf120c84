// Kittengrad itself: the page as it is built, in a frame of this page, driven by its own script.

const frame = document.querySelector("iframe");
const page = () => frame.contentWindow.kittengrad;

async function start() {
  while (frame.contentDocument?.documentElement.dataset.boot !== "ready") await new Promise((done) => setTimeout(done, 20));
}

// The points decide what is asked: y of one x, or the class of a point of two inputs, which stand side by side in x.
function points({ logistic, x, y }) {
  if (!logistic) return Array.from(x, (x, i) => ({ x, y: y[i], heldOut: false }));
  return Array.from(y, (label, i) => ({ x1: x[2 * i], x2: x[2 * i + 1], label, heldOut: false }));
}

function build(given) {
  const { widths, relu, adam, logistic, rate, batch, parameters, x, y } = given;
  const k = page();
  k.pause();
  k.setPoints(points(given));
  k.set("standardize", false);
  k.set("model", widths.length > 2 ? "network" : "line");
  k.set("layers", widths.length > 2 ? widths.slice(1, -1).join() : "8");
  k.set("activation", relu ? "relu" : "tanh");
  k.set("learning-rate", rate);
  const settings = k.settings();
  if ("optimizer" in settings) k.set("optimizer", adam ? "adam" : "gd");
  if ("batch" in settings) k.set("batch", batch < y.length ? batch : "all");
  k.setParameters(parameters);
  return {
    run: (steps) => k.step(steps),
    loss() {
      if (logistic) return k.status().trainLoss;
      const errors = Array.from(k.predict(x), (answer, i) => (answer - y[i]) ** 2);
      return errors.reduce((sum, error) => sum + error, 0) / errors.length;
    },
  };
}

function can({ adam, batch, y }) {
  const settings = page().settings();
  return (!adam || "optimizer" in settings) && (batch === y.length || "batch" in settings);
}

export const kittengrad = { name: "Kittengrad", own: true, shuffles: true, start, can, build };
