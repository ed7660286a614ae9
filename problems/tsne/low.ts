import { at } from "../mlp/ids.ts";
import type { Work } from "./work.ts";

const iterated = (tex: string, k: number): string => (k === 0 ? tex : `${tex}^{(${k})}`);

/** Records the map's side: its similarities, the cost, the gradient, and the steps down. */
export function recordLowSide(work: Work): void {
  const { tape, given, Y, steps, ask } = work;
  if (!Y) return;
  tape.section("Given");
  tape.given("Y", Y, { name: "map" });
  if (given.learningRate !== undefined)
    tape.given("learningRate", given.learningRate, { tex: "\\eta", name: "learning rate" });
  if (given.momentum !== undefined) tape.given("momentum", given.momentum, { tex: "\\alpha", name: "momentum" });
  for (let k = 0; k <= steps; k++) {
    const wanted = k < steps || steps === 0 || ask.some((id) => new RegExp(`^(E|W|Z|Q|KL|M|dY)_${k}$`).test(id));
    if (wanted) recordCost(work, k);
    if (k < steps || steps === 0 || ask.includes(`dY_${k}`) || ask.includes(`M_${k}`)) recordGradient(work, k);
    if (k < steps) recordStep(work, k);
  }
}

const titled = ({ steps }: Work, k: number, title: string): string => {
  if (k === 0) return steps > 1 ? `Step 1 · ${title}` : title;
  return k < steps ? `Step ${k + 1} · ${title}` : `After the ${steps === 1 ? "step" : "last step"} · ${title}`;
};

function recordCost(work: Work, k: number): void {
  const { tape } = work;
  const s = at(k);
  tape.section(titled(work, k, "Similarities in the map"));
  tape.let(`E${s}`, `squaredDistances(Y${s})`, {
    tex: iterated("E", k),
    name: "squared distances in the map",
    title: "Squared distances in the map",
    why: "The same between the points of the map.",
  });
  tape.let(`W${s}`, `offDiagonal(1 ./ (1 + E${s}))`, {
    tex: iterated("W", k),
    name: "Student weights",
    title: "Student's t in place of a Gaussian",
    why: "$\\frac{1}{1+\\lVert y_i-y_j\\rVert^2}$ has heavier tails, so moderate distances may become large ones. No $\\sigma$ here.",
    remarks: k === 0 ? ["The diagonal is left out, though $\\frac{1}{1+0}=1$."] : [],
  });
  tape.let(`Z${s}`, `sum(W${s})`, {
    tex: iterated("Z", k),
    name: "sum of the weights",
    title: "Sum of all weights",
    why: "Over all pairs in both orders, not row by row as in the data.",
  });
  tape.let(`Q${s}`, `W${s} / Z${s}`, {
    tex: iterated("Q", k),
    name: "similarities in the map",
    title: "Similarities in the map",
    why: "Each weight over the sum of all: they sum to 1, as $P$ does.",
  });
  tape.section(titled(work, k, "Cost"));
  tape.let(`KL${s}`, `kl(P, Q${s})`, {
    tex: iterated("C", k),
    name: "Kullback–Leibler divergence",
    title: "Kullback–Leibler divergence",
    why: "What is lost by taking $Q$ for $P$: near points that are far apart in the map cost most.",
    remarks: ["Sense check: never negative, and 0 only where $Q=P$."],
  });
}

function recordGradient(work: Work, k: number): void {
  const { tape } = work;
  const s = at(k);
  tape.section(titled(work, k, "Gradient"));
  tape.let(`M${s}`, `(P - Q${s}) .* W${s}`, {
    tex: iterated("M", k),
    name: "pull between two points",
    title: "Pull between two points",
    why: "$m_{ij}=(p_{ij}-q_{ij})\\frac{1}{1+\\lVert y_i-y_j\\rVert^2}$: positive where they are too far apart, negative where too close.",
  });
  tape.let(`dY${s}`, `4 * weightedDifferences(M${s}, Y${s})`, {
    tex: `\\frac{\\partial C}{\\partial ${k === 0 ? "Y" : iterated("Y", k)}}`,
    name: "gradient of the map",
    title: "Gradient",
    why: "$\\frac{\\partial C}{\\partial y_i}=4\\sum_j m_{ij}(y_i-y_j)$: all pulls on a point, each along the line to the other.",
    remarks: ["Sense check: the rows sum to 0, since moving the whole map changes nothing."],
    gradient: { root: `KL${s}`, of: `Y${s}`, scale: 1 },
  });
}

function recordStep(work: Work, k: number): void {
  const { tape, given, steps } = work;
  const [s, next] = [at(k), at(k + 1)];
  const again = given.momentum !== undefined && k > 0 ? ` + momentum * (Y${s} - Y${at(k - 1)})` : "";
  tape.section(titled(work, k, "New map"));
  tape.let(`Y${next}`, `Y${s} - learningRate * dY${s}${again}`, {
    tex: steps === 1 ? "Y_{\\text{new}}" : iterated("Y", k + 1),
    name: `map after ${steps === 1 ? "the step" : `step ${k + 1}`}`,
    title: "New map",
    why: again
      ? "One step against the gradient, and a share of the last move once more."
      : "One step against the gradient.",
  });
}
