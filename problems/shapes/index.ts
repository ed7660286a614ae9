import { defineTopic, type Outcome, type TableOfSteps } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { backTitle, layerTitle, Network, PARAMETERS } from "./network.ts";

export default defineTopic<Given>({
  id: "shapes",
  title: "Shapes in a network",
  about: "Shapes of every matrix and gradient of a fully connected network, its parameters, and an image as a vector.",
  given,
  conventions: ["orientation", "examples", "count.bias"],
  answers: [
    { id: "n0", about: "number of inputs; also nx" },
    { id: "x", about: "the feature vector of the pixels given" },
    { id: "X", about: "shape of the input; also A0" },
    { id: "Y", about: "shape of the targets" },
    { id: "W#", about: "shape of the weights of layer #; likewise b#, Z#, A#" },
    { id: "dW#", about: "shape of their gradient; likewise db#, dZ#, dA#" },
    { id: "yhat", about: "shape of the output" },
    { id: "params_#", about: "parameters of layer #" },
    { id: "params", about: "parameters in all" },
  ],
  solve: (problem, setting): Outcome => outcomeOf(new Network(problem, setting), problem),
  mistakes,
  examples,
});

/** Networks deeper than this answer with their parameters; the table has the shapes. */
const MOST_ANSWERED = 4;

function outcomeOf(network: Network, problem: Given): Outcome {
  const { tape, depth, single } = network;
  const layers = network.layers();
  const hasImage = tape.has("image");
  const each = layers.flatMap((l) => [`W${l}`, `b${l}`, `Z${l}`]).filter((id) => tape.has(id));
  const answers = [
    ...(problem.pixels ? ["x"] : hasImage ? ["n0"] : []),
    ...(depth === 0 && single ? [] : ["X", "Y"]),
    ...(depth <= MOST_ANSWERED ? each : []),
    ...(depth > 0 ? ["params"] : []),
  ];
  return {
    answers,
    aliases: aliasesOf(network),
    checks: { params: tape.steps().flatMap(({ id, formula }) => (formula && /^d?[WbZA]\d+$/.test(id) ? [id] : [])) },
    asked: askedOf(network),
    plan: planOf(network),
    tables: depth > 1 ? [tableOf(network)] : [],
    folded: layers
      .slice(2)
      .flatMap((l) => [layerTitle(l, tape.step(`n${l}`).value.cells[0] as number), backTitle(depth - l + 1)]),
    assumed: network.assumed,
  };
}

function aliasesOf({ tape, depth }: Network): Record<string, string> {
  const shapes = tape.steps().flatMap(({ id }) => (/^(X|Y|d?[WbZA]\d+)$/.test(id) ? [[`shape_${id}`, id]] : []));
  const names = { nx: "n0", n_x: "n0", A0: "X", yhat: `A${depth}`, size_x: "n0" };
  return Object.fromEntries([...shapes, ...Object.entries(names).filter(([, id]) => tape.has(id))]);
}

function askedOf({ depth, tape }: Network): string {
  const image = tape.has("image") ? "The image as a vector" : "";
  if (depth === 0) return `${image}${tape.has("m") ? ", and the shapes of the data" : ""}.`;
  return `${image ? `${image}, the` : "The"} shapes of all matrices and gradients, and the number of parameters.`;
}

const planOf = ({ depth }: Network): string =>
  depth === 0
    ? "Multiply the sizes of the image."
    : "Layer by layer: the shape of $W$ from the units on either side, that of $Z$ from the product; then every gradient has the shape of its quantity.";

function tableOf(network: Network): TableOfSteps {
  const { hasBias } = network;
  const bias = (l: number) => (hasBias ? [{ id: `b${l}` }] : []);
  const A = network.single ? "z,\\,a,\\,dz,\\,da" : "Z,\\,A,\\,dZ,\\,dA";
  return {
    section: PARAMETERS,
    head: ["l", "W,\\,dW", ...(hasBias ? ["b,\\,db"] : []), A, "\\text{parameters}"],
    rows: network
      .layers()
      .map((l) => [{ tex: String(l) }, { id: `W${l}` }, ...bias(l), { id: `Z${l}` }, { id: `params_${l}` }]),
  };
}
