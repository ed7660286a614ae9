import type { Tex } from "../../explainers/solution.ts";
import type { Step } from "../../solver/trace.ts";
import { type Activation, ruleOf } from "../mlp/activations.ts";
import { constantsOf } from "../mlp/constants.ts";
import { Formulas } from "../mlp/formulas.ts";
import { lossRule } from "../mlp/losses.ts";
import { whyGradient } from "../mlp/words.ts";
import type { Outcome, Setting } from "../topic.ts";
import type { Given } from "./given.ts";
import { DROP_WHY, droppedOf, type Manner, recordKeep } from "./keep.ts";
import { type Plan, planOf } from "./plan.ts";

interface Work {
  setting: Setting;
  manner: Manner;
  plan: Plan;
  formulas: Formulas;
}

/** A network in training, with masks between its layers; its gradients; and the same network at test time. */
export function workNetwork(given: Given, setting: Setting, manner: Manner): Outcome {
  const plan = planOf(given, setting.conventions);
  const formulas = new Formulas(plan.network, true, setting.conventions);
  const work = { setting, manner, plan, formulas };
  const constants = recordGivens(work);
  train(work);
  const { Y, layers } = plan.network;
  if (Y) differentiate(work);
  test(work);
  const parameters = layers.flatMap(({ b }, k) => [`W${k + 1}`, ...(b ? [`b${k + 1}`] : [])]);
  const widths = [plan.network.X.cells.length, ...layers.map(({ units }) => units)].join("–");
  return {
    answers: ["yhat", ...(Y ? ["L", ...parameters.map((id) => `d${id}`)] : []), "yhat_test"],
    aliases: { [`A${layers.length}`]: "yhat", ...(Y && { J: "L" }) },
    asked: `The ${widths} network with dropout: in training with ${plan.masks.size === 1 ? "this mask" : "these masks"}${Y ? ", its loss and gradients," : ""} and at test time.`,
    plan: `Layer by layer, with the mask after each that has one${Y ? "; backwards through the same masks" : ""}; then the whole network without any.`,
    assumed: [...plan.network.assumed, ...constants],
  };
}

const layerTex = (symbol: string, l: number): Tex => `${symbol}^{[${l}]}`;

function recordGivens({ setting: { tape }, plan, manner }: Work) {
  const { network, masks, p, activations, loss } = plan;
  tape.section("Given");
  tape.given("x", network.X, { tex: "x", name: "input" });
  for (const [k, { W, b }] of network.layers.entries()) {
    tape.given(`W${k + 1}`, W, { tex: layerTex("W", k + 1), name: `weights of layer ${k + 1}` });
    if (b) tape.given(`b${k + 1}`, b, { tex: layerTex("b", k + 1), name: `biases of layer ${k + 1}` });
  }
  for (const [l, mask] of masks) tape.given(`mask${l}`, mask, { tex: layerTex("d", l), name: `mask of layer ${l}` });
  if (network.Y) tape.given("y", network.Y, { tex: "y", name: "target" });
  const constants = constantsOf({ alpha: undefined, delta: undefined }, activations, loss);
  for (const { id, value, tex, name } of constants) tape.given(id, value, { tex, name });
  if (typeof p === "number") recordKeep(tape, manner, p, "p");
  else for (const [k, [l, own]] of [...p].entries()) recordKeep(tape, manner, own, `p.${k}`, String(l));
  return constants.flatMap(({ assumed }) => assumed ?? []);
}

const keepOf = ({ p }: Plan, l: number): string => (typeof p === "number" ? "keep" : `keep${l}`);

/** Forward with the masks. */
function train({ setting: { tape }, plan, manner, formulas }: Work): void {
  const { layers } = plan.network;
  const drop = (l: number, from: string, tex: Tex): string => {
    if (!plan.masks.has(l)) return from;
    const id = l === 0 ? "xd" : `Ad${l}`;
    tape.let(id, droppedOf(manner, from, `mask${l}`, keepOf(plan, l)), {
      tex,
      name: l === 0 ? "input after dropout" : `activations of layer ${l} after dropout`,
      title: "Dropout",
      why: DROP_WHY(manner),
    });
    return id;
  };
  tape.section("In training · Input");
  let before = drop(0, "x", "\\tilde{x}");
  for (let l = 1; l <= layers.length; l++) {
    const isLast = l === layers.length;
    tape.section(`In training · ${isLast ? "Output layer" : `Hidden layer ${l}`}`);
    const activation = plan.activations[l - 1] as Activation;
    tape.let(`Z${l}`, formulas.sums(l, "", before), {
      tex: layerTex("z", l),
      name: `weighted sums of layer ${l}`,
      title: "Weighted sums",
      why: "Each unit adds up its inputs times its weights; what was dropped adds nothing.",
    });
    const id = isLast ? "yhat" : `A${l}`;
    tape.let(id, formulas.activation(activation, `Z${l}`), {
      tex: isLast ? "\\hat{y}" : layerTex("a", l),
      name: isLast ? "prediction in training" : `activations of layer ${l}`,
      title: isLast ? "Prediction" : "Activations",
      why: ruleOf(activation).why,
    });
    before = isLast ? id : drop(l, id, layerTex("\\tilde{a}", l));
  }
}

function differentiate({ setting: { tape }, plan, formulas }: Work): void {
  const { layers } = plan.network;
  tape.section("Loss");
  tape.let("L", formulas.loss(plan.loss, ""), { tex: "L", name: "loss", title: "Loss", why: lossRule(plan.loss).why });
  const wants = layers.flatMap(({ b }, k) => [`W${k + 1}`, ...(b ? [`b${k + 1}`] : [])]).reverse();
  tape.backward("L", wants, { section: () => "Back through the masks", words: gradientWords });
}

function gradientWords({ id, name }: Step) {
  const [, kind = "", l = ""] = /^(W|b|Ad|A)(\d+)$/.exec(id) ?? [];
  const dropped = kind === "A" && l;
  const why = dropped
    ? "Through the dropout: the same mask, and the same factor."
    : whyGradient(kind === "Ad" ? "A" : kind, true);
  return {
    name: `gradient of the ${name}`,
    ...(why && { why }),
    ...(dropped && { remarks: ["A dropped unit receives nothing, so its weights do not learn in this step."] }),
  };
}

/** Forward once more, with nothing dropped. */
function test({ setting: { tape }, plan, manner, formulas }: Work): void {
  const { layers } = plan.network;
  const scale = (l: number, from: string, tex: Tex): string => {
    if (manner.inverted || !plan.masks.has(l)) return from;
    const id = l === 0 ? "xs" : `As${l}`;
    tape.let(id, `${keepOf(plan, l)} * ${from}`, {
      tex,
      name: `${l === 0 ? "input" : `activations of layer ${l}`} at test time, scaled`,
      title: "Scaled",
      why: "Every unit is there, so each is multiplied by the probability of keeping.",
    });
    return id;
  };
  tape.section("At test time");
  let before = scale(0, "x", "x_{\\text{s}}");
  for (let l = 1; l <= layers.length; l++) {
    const isLast = l === layers.length;
    tape.let(`Zt${l}`, formulas.sums(l, "", before), {
      tex: `${layerTex("z", l)}_{\\text{test}}`,
      name: `weighted sums of layer ${l} at test time`,
      title: "Weighted sums",
      why: "No mask: every unit takes part.",
    });
    const id = isLast ? "yhat_test" : `At${l}`;
    tape.let(id, formulas.activation(plan.activations[l - 1] as Activation, `Zt${l}`), {
      tex: isLast ? "\\hat{y}_{\\text{test}}" : `${layerTex("a", l)}_{\\text{test}}`,
      name: isLast ? "prediction at test time" : `activations of layer ${l} at test time`,
      title: isLast ? "Prediction at test time" : "Activations",
      why: manner.inverted
        ? "Nothing is scaled: training has seen to the mean already."
        : "As in training, with what arrives here.",
    });
    before = isLast ? id : scale(l, id, `${layerTex("a", l)}_{\\text{s}}`);
  }
}
