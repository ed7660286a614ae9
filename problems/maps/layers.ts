import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray } from "../../solver/ndarray.ts";
import { ruleOf } from "../mlp/activations.ts";
import { iteration, at as updated } from "../mlp/ids.ts";
import type { Chain } from "./chain.ts";
import type { Of } from "./stages.ts";

/** Activations, flattening and dense layers: what stands between and after convolutions. */

export function recordActivation(chain: Chain, { activation, alpha, at }: Of<"activation">): void {
  const { fn, why, alpha: constant } = ruleOf(activation);
  if (activation === "softmax" && chain.shape().length !== 1)
    throw new ShapeError(`softmax turns a list into probabilities, but here it gets ${describeShape(chain.shape())}`, {
      at,
      suggestion: "Flatten the maps before it.",
    });
  if (alpha !== undefined && !constant)
    throw new ProblemError("unknown-field", `alpha has no use here: ${activation} has no constant`, {
      at: `${at}.alpha`,
      suggestion: "Leave alpha out.",
    });
  const isPrediction = chain.place === chain.network.stages.length && chain.network.stages.at(-2)?.kind === "dense";
  const isNumbered = chain.layer > 1 || chain.network.stages.filter(({ kind }) => kind === "conv").length > 1;
  chain.section(isPrediction ? "Prediction" : isNumbered ? `Layer ${chain.layer}: activation` : "Activation");
  const more = constant ? `, ${constantOf(chain, constant, alpha)}` : "";
  const { id, tex } = isPrediction
    ? { id: `yhat${updated(chain.k)}`, tex: `\\hat{y}${iteration(chain.k)}` }
    : chain.quantity("A", chain.shape().length < 2 ? "a" : "A");
  chain.tape.let(id, `${fn}(${chain.current}${more})`, {
    tex,
    name: (isPrediction ? "prediction" : `activations${chain.ofLayer()}`) + chain.afterUpdates(),
    title: isPrediction ? "Prediction" : "Activations",
    why,
  });
  chain.current = id;
}

function constantOf(chain: Chain, { name, usual }: { name: string; usual: number }, alpha: number | undefined): string {
  const id = `alpha${chain.mark()}`;
  if (!chain.tape.has(id)) {
    const tex = chain.mark() ? `\\alpha_{${chain.mark()}}` : "\\alpha";
    chain.tape.given(id, alpha ?? usual, { tex, name, section: "Given" });
    if (alpha === undefined)
      chain.assumed.push({ convention: "alpha", value: String(usual), because: "It is the usual one." });
  }
  return id;
}

export function recordFlatten(chain: Chain): void {
  const shape = chain.shape();
  if (shape.length === 4)
    throw new ShapeError("a batch is not flattened here: give one image at a time", { at: "given.x" });
  chain.sides = undefined;
  if (shape.length === 1) return;
  chain.section("Flattening");
  const id = `f${updated(chain.k)}`;
  const order =
    shape.length === 3 ? "Map after map, each row by row" : shape.length === 2 ? "Row by row" : "As it stands";
  chain.tape.let(id, `flatten(${chain.current})`, {
    tex: `f${iteration(chain.k)}`,
    name: `flattened maps${chain.afterUpdates()}`,
    title: "One list",
    why: `${order}, all numbers go into one list for the dense layer.`,
  });
  chain.current = id;
}

export function recordDense(chain: Chain, stage: Of<"dense">): void {
  chain.layer++;
  const shape = chain.shape();
  if (shape.length !== 1)
    throw new ShapeError(`a dense layer takes a list, but ${describeShape(shape)} reaches it`, {
      at: stage.at,
      suggestion: "Add a layer { type: flatten } before it.",
    });
  const inputs = shape[0] as number;
  const layout = layoutOf(chain, stage, inputs);
  chain.spend(inputs * layout.units, stage.at);
  const W = chain.parameter("W", layout.W, "W", "weights");
  const b = stage.b && chain.parameter("b", biasOf(stage, layout.units), "b", layout.units === 1 ? "bias" : "biases");
  const isLast = chain.place === chain.network.stages.length;
  chain.section(
    chain.network.stages.filter(({ kind }) => kind === "dense").length > 1
      ? `Layer ${chain.layer}: dense`
      : "Dense layer",
  );
  const product = { Wx: `${W} * ${chain.current}`, WTx: `${W}' * ${chain.current}`, xW: `${chain.current} * ${W}` };
  const { id, tex } = chain.quantity("Z", "z");
  chain.tape.let(id, product[layout.orientation] + (b ? ` + ${b}` : ""), {
    tex,
    name: `weighted sums of layer ${chain.layer}${chain.afterUpdates()}`,
    title: isLast ? "Prediction" : "Weighted sums",
    why: `Each unit adds up its inputs times its weights${b ? ", plus its bias" : ""}.`,
  });
  chain.dense.add(id);
  chain.current = id;
}

type Orientation = "Wx" | "WTx" | "xW";

function layoutOf(
  chain: Chain,
  { W, at }: Of<"dense">,
  inputs: number,
): { W: NdArray<number>; units: number; orientation: Orientation } {
  const stated = chain.choices.orientation as Orientation | undefined;
  const isList = W.shape.length < 2;
  const [rows, columns] = isList ? [] : (W.shape as [number, number]);
  const orientation = stated ?? (isList || columns === inputs ? "Wx" : "WTx");
  const matrix = isList
    ? { shape: orientation === "Wx" ? [1, W.cells.length] : [W.cells.length, 1], cells: W.cells }
    : W;
  const [fanIn, units] = orientation === "Wx" ? [matrix.shape[1], matrix.shape[0]] : [matrix.shape[0], matrix.shape[1]];
  if (fanIn !== inputs)
    throw new ShapeError(`W is ${describeShape(matrix.shape)}, but ${inputs} numbers reach the dense layer`, {
      at: `${at}.W`,
      suggestion: `Give W with ${inputs} columns, one row for each unit.`,
    });
  if (stated === undefined && !isList && orientation === "WTx")
    chain.assume("orientation", "It is the reading that the shape of W fits.", "WTx");
  if (stated === undefined && !isList && rows === columns && (rows as number) > 1)
    chain.assume("orientation", "W is square: set the convention if its columns belong to the units.");
  return { W: matrix, units: units as number, orientation };
}

function biasOf({ b, at }: Of<"dense">, units: number): NdArray<number> {
  const { cells } = b as NdArray<number>;
  if (cells.length === units) return { shape: [units], cells };
  throw new ShapeError(
    `b has ${cells.length} numbers, but the dense layer has ${units} ${units === 1 ? "unit" : "units"}`,
    {
      at: `${at}.b`,
    },
  );
}
