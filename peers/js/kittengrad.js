// Kittengrad itself: the page as it is built, in a frame of this page, driven by its own script.

const frame = document.querySelector("iframe");
const page = () => frame.contentWindow.kittengrad;

async function start() {
  while (frame.contentDocument?.documentElement.dataset.boot !== "ready") await new Promise((done) => setTimeout(done, 20));
}

function build({ widths, relu, adam, rate, batch, parameters, x, y }) {
  const k = page();
  k.pause();
  k.set("standardize", false);
  k.set("model", widths.length > 2 ? "network" : "line");
  k.set("layers", widths.length > 2 ? widths.slice(1, -1).join() : "8");
  k.set("activation", relu ? "relu" : "tanh");
  k.set("learning-rate", rate);
  const settings = k.settings();
  if ("optimizer" in settings) k.set("optimizer", adam ? "adam" : "gd");
  if ("batch" in settings) k.set("batch", batch < x.length ? batch : "all");
  k.setPoints(Array.from(x, (x, i) => ({ x, y: y[i], heldOut: false })));
  k.setParameters(parameters);
  return {
    run: (steps) => k.step(steps),
    loss() {
      const errors = Array.from(k.predict(x), (answer, i) => (answer - y[i]) ** 2);
      return errors.reduce((sum, error) => sum + error, 0) / errors.length;
    },
  };
}

function can({ adam, logistic, batch, x }) {
  if (logistic) return false; // the page learns y of one x: see classes.js
  const settings = page().settings();
  return (!adam || "optimizer" in settings) && (batch === x.length || "batch" in settings);
}

export const kittengrad = { name: "Kittengrad", own: true, shuffles: true, start, can, build };
