// Whether a contender learns what it should: its loss after some hundred steps against the oracle's.

import { drawn } from "./cases.js";

// How far a loss may be from the oracle's, relatively: f32 against f64, and f64 against f64.
const NEAR = 1e-4;
const EXACT = 1e-9;

// The bounds of a right loss for those who take the points in their own order, and those for the page's batches. The page
// shuffles by a seed of its own, so its loss is one draw among those of all orders: it has to lie where the oracle's do in
// twenty orders, or no farther outside than these are wide. A gradient that is wrong by a tenth already leads out of that.
export function bounds(given, steps, oracle, shuffles) {
  const right = oracle(given, steps);
  if (!shuffles || given.batch === given.y.length) return { oracle, right, shuffled: null };
  const losses = Array.from({ length: 20 }, (_, seed) => oracle(given, steps, shuffled(given.y.length, seed)));
  const [least, most] = [Math.min(...losses), Math.max(...losses)];
  return { oracle, right, shuffled: [2 * least - most, 2 * most - least] };
}

// Which point is the n-th of all that are seen, in another order in each epoch.
function shuffled(count, seed) {
  const random = drawn(seed);
  const order = Array.from({ length: count }, (_, i) => i);
  return (n) => {
    if (n % count === 0) {
      for (let i = count - 1; i > 0; i--) {
        const other = Math.floor(random() * (i + 1));
        [order[i], order[other]] = [order[other], order[i]];
      }
    }
    return order[n % count];
  };
}

export function check(contender, given, steps, { oracle, right, shuffled }) {
  const net = contender.build(given);
  net.run(steps);
  const loss = net.loss();
  net.free?.();
  if (contender.shuffles && shuffled) return { loss, fine: shuffled[0] <= loss && loss <= shuffled[1] };
  const nearest = contender.nearest?.(given); // of one that cannot do just the same
  const wanted = nearest ? oracle(nearest, steps) : right;
  return { loss, fine: Math.abs(loss / wanted - 1) <= (contender.exact ? EXACT : NEAR) };
}
