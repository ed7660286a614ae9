import { type ErrorDetails, ProblemError } from "../../solver/errors.ts";
import { call, type Expr, name, namesIn, num, sameExpr, substitute } from "../../solver/expression.ts";
import type { NdArray, Shape } from "../../solver/ndarray.ts";
import { symbolOf } from "../../solver/notation.ts";
import type { Tape, Words } from "../../solver/tape.ts";
import type { Choices } from "../conventions.ts";
import { at, type Cost, costOf } from "./cost.ts";
import { type Given, type Setting, settingsOf } from "./given.ts";
import { recordGivens, startsFromZero } from "./givens.ts";
import { type ActiveRule, meets, type Optimizer, rulesUnder, settle } from "./optimizer.ts";
import { missing, type Start, startOf } from "./start.ts";
import { costRemarks, costWhy, gradientWhy, SUMMARY } from "./words.ts";

export interface Parameter {
  id: string;
  tex: string;
  shape: Shape;
  /** Undefined where the problem gives no starting point: then only the state is followed. */
  value: NdArray<number> | undefined;
  /** What a name in a rule stands for at the moment: the id of a step. */
  names: Map<string, string>;
}

/** The square of the gradient: what there is instead of a gradient where the problem gives only squares. */
const SQUARE = call("power", [name("g"), num(2)]);

/** Runs an optimizer on the tape, one iteration after the other. */
export class Run {
  readonly optimizer: Optimizer;
  readonly tape: Tape;
  readonly choices: Choices;
  readonly settings: Setting[];
  readonly rules: ActiveRule[];
  readonly start: Start;
  readonly parameters: Parameter[];
  readonly cost: Cost | undefined;
  /** Whether ids need not say which parameter they belong to. */
  readonly single: boolean;
  /** The quantities of each iteration in the order in which they are computed, as names in the rules. */
  readonly columns: string[] = [];
  /** Whether all state starts from 0. */
  readonly fromZero: boolean;

  constructor(optimizer: Optimizer, given: Given, chosen: Choices, tape: Tape) {
    this.optimizer = optimizer;
    this.tape = tape;
    this.choices = settle(optimizer, chosen);
    this.settings = settingsOf(optimizer, given);
    const stated = this.settings.filter((setting) => setting.stated).map(({ id }) => id);
    this.rules = rulesUnder(optimizer, this.choices, new Set(stated));
    this.start = startOf(given);
    this.parameters = this.start.parameters.map(({ id, value }) => {
      const shape = value?.shape ?? (this.start.source.kind === "listed" ? this.start.source.gradients[0]?.shape : []);
      return { id, tex: symbolOf(id), value, shape: shape ?? [], names: new Map() };
    });
    const taken = new Set([...this.rules.map(({ target }) => target), "g", "J"]);
    taken.delete("w");
    const [first] = this.parameters;
    this.single = this.parameters.length === 1 && !taken.has(first?.id ?? "");
    this.cost = this.#readCost();
    this.fromZero = startsFromZero(this.optimizer, given);
    recordGivens(this, given);
    for (let t = 1; t <= this.start.iterations; t++) this.#iterate(t);
    if (this.columns.every((column) => column === "g" || column === "g2"))
      throw missing("w", "there is no parameter to start from", "Give w: 5.");
  }

  /** The id of a quantity after so many iterations. */
  id(target: string, parameter: Parameter, t: number): string {
    if (target === "w") return `${parameter.id}_${t}`;
    return this.single ? `${target}_${t}` : `${target}_${parameter.id}_${t}`;
  }

  /** Its symbol, with the number of the iteration or the letter that stands for it. */
  symbol(target: string, parameter: Parameter, t: number | string): string {
    const own = this.rules.find((rule) => rule.target === target && rule.symbol)?.symbol;
    const pattern = own ?? symbolOf(target);
    if (target === "g2") return `g_{${t}}^2`;
    const whose = this.single ? "" : `(${parameter.tex})`;
    if (target !== "w" && !pattern.includes("@")) {
      const marked = whose && pattern.includes("^") ? pattern.replace(/\}$/, `,${whose}}`) : pattern;
      return `${marked}_{${t}}${whose && marked === pattern ? `^{${whose}}` : ""}`;
    }
    const base = target === "w" ? parameter.tex : pattern.replace("@", parameter.tex);
    return /_\{[^{}]*\}$/.test(base) ? `${base}^{(${t})}` : `${base}_{${t}}`;
  }

  #readCost(): Cost | undefined {
    const { source } = this.start;
    if (source.kind !== "function") return undefined;
    const start = Object.fromEntries(this.parameters.map(({ id, value }) => [id, value as NdArray<number>]));
    return costOf(source.formula, source.values, start);
  }

  #iterate(t: number): void {
    const { tape, rules } = this;
    tape.section(`Iteration ${t}`);
    if (t === 1 && this.cost) this.#recordCost(0);
    const here = rules.findIndex(({ gradientHere }) => gradientHere) + 1;
    for (const parameter of this.parameters) for (const rule of rules.slice(0, here)) this.#apply(rule, parameter, t);
    const iterate = new Map(
      this.parameters.map(({ id, names }) => [id, names.get(here > 0 ? (rules[here - 1] as ActiveRule).target : "w")]),
    );
    for (const parameter of this.parameters) this.#recordGradient(parameter, t, iterate, here === 0);
    for (const parameter of this.parameters) for (const rule of rules.slice(here)) this.#apply(rule, parameter, t);
    if (this.cost) this.#recordCost(t);
  }

  #recordCost(t: number): void {
    const { tape, cost } = this;
    if (!cost) return;
    const isLast = t > 0 && t === this.start.iterations;
    if (isLast && t > 1) tape.section(SUMMARY);
    const id = `J_${t}`;
    tape.let(
      id,
      at(cost.formula, (p) => this.#parameter(p)?.names.get("w")),
      {
        tex: `J_{${t}}`,
        name: t === 0 ? "J at the start" : `J after ${t === 1 ? "1 update" : `${t} updates`}`,
        title: t === 0 ? "At the start" : "After the step",
        why: t === 0 ? costWhy(this) : "",
      },
    );
    this.#refuseOverflow(id, t);
    if (isLast) tape.step(id).remarks.push(...costRemarks(this));
  }

  #parameter = (id: string): Parameter | undefined => this.parameters.find((parameter) => parameter.id === id);

  #recordGradient(
    parameter: Parameter,
    t: number,
    iterate: ReadonlyMap<string, string | undefined>,
    atW: boolean,
  ): void {
    const { tape, cost } = this;
    const { source } = this.start;
    const target = source.kind === "squares" ? "g2" : "g";
    const id = this.id(target, parameter, t);
    parameter.names.set(target, id);
    if (t === 1) this.#column(target);
    const words = { tex: this.symbol(target, parameter, t) };
    if (source.kind === "squares" && t > 1) {
      tape.let(id, `g2_${t - 1} * (1 + growth)`, {
        ...words,
        name: `squared gradient of iteration ${t}`,
        title: "Squared gradient",
        why: t === 2 ? "It grows by the same share of the one before in each iteration." : "",
      });
    }
    if (!cost) return;
    const of = this.id("w", parameter, t - 1);
    tape.let(
      id,
      at(cost.gradients[parameter.id] as Expr, (p) => iterate.get(p)),
      {
        ...words,
        name: `gradient of iteration ${t}`,
        title: this.#title("Gradient", parameter),
        why: t === 1 ? gradientWhy(this, parameter) : "",
        ...(atW && { gradient: { root: `J_${t - 1}`, of, scale: 1 } }),
      },
    );
    this.#refuseOverflow(id, t);
  }

  /** Records one formula of an update; one with an operand that this problem does not have is left out. */
  #apply(rule: ActiveRule, parameter: Parameter, t: number): void {
    const { target } = rule;
    const formula = this.#resolved(rule.formula, parameter, t);
    if (formula?.kind === "name") parameter.names.set(target, formula.name);
    else if (!formula) parameter.names.delete(target);
    else {
      const id = this.id(target, parameter, t);
      this.tape.let(id, formula, this.#words(rule, parameter, t));
      this.#refuseOverflow(id, t);
      parameter.names.set(target, id);
      if (t === 1) this.#column(target);
    }
  }

  #column(target: string): void {
    if (!this.columns.includes(target)) this.columns.push(target);
  }

  /** With the ids of steps for the names; undefined where one of them stands for nothing. */
  #resolved(formula: Expr, { names }: Parameter, t: number): Expr | undefined {
    const squared = names.has("g2") ? replaced(formula, SQUARE, name("g2")) : formula;
    const hyperparameters = new Set(this.settings.map(({ id }) => id));
    const known = (id: string) => id === "t" || names.has(id) || hyperparameters.has(id);
    if (!namesIn(squared).every(known)) return undefined;
    return substitute(squared, (id) => {
      if (id === "t") return num(t);
      const step = names.get(id);
      return step === undefined ? undefined : name(step);
    });
  }

  #words(rule: ActiveRule, parameter: Parameter, t: number): Words {
    const { target, title = "", why = "", remarks = [] } = rule;
    const isFirst = t === 1 && parameter === this.parameters[0];
    const holds = remarks.filter(({ when, fromZero }) => meets(when, this.choices) && (!fromZero || this.fromZero));
    const updates = t === 1 ? "1 update" : `${t} updates`;
    return {
      tex: this.symbol(target, parameter, t),
      name: target === "w" ? `${parameter.id} after ${updates}` : `${rule.name ?? target} in iteration ${t}`,
      title: this.#title(title, parameter),
      why: isFirst ? this.#spoken(why) : "",
      remarks: isFirst ? holds.map(({ say }) => this.#spoken(say)) : [],
    };
  }

  /** In the symbols of the problem: β is ρ where the problem says so. */
  #spoken(prose: string): string {
    const renamed = this.settings.flatMap(({ id, symbol }) => {
      const usual = this.optimizer.hyperparameters.find((own) => own.id === id)?.symbol ?? symbol;
      return usual === symbol ? [] : [{ usual, symbol }];
    });
    return renamed.reduce(
      (said, { usual, symbol }) =>
        said.replaceAll(new RegExp(`${usual.replace("\\", "\\\\")}(?![a-z_])`, "g"), () => symbol),
      prose,
    );
  }

  #title = (title: string, { tex }: Parameter): string => (this.parameters.length > 1 ? `${title}, $${tex}$` : title);

  #refuseOverflow(id: string, t: number): void {
    const wrong = this.tape.step(id).value.cells.find((x) => !Number.isFinite(x));
    if (wrong === undefined) return;
    const what = Number.isNaN(wrong) ? "is not a number" : "is infinite";
    throw new ProblemError("not-finite", `${id} ${what}, so it ends in iteration ${Math.max(t, 1)}`, this.#mend(t));
  }

  #mend(t: number): ErrorDetails {
    const divides = this.settings.some(({ id, value }) => id === "epsilon" && value === 0);
    if (this.cost && t <= 1) return { at: "given.J", suggestion: "Start where J has a value and a slope." };
    if (divides) return { at: "given.epsilon", suggestion: "An epsilon above 0 keeps the division from failing." };
    return { at: "given.learningRate", suggestion: "A smaller learningRate keeps the steps from growing without end." };
  }
}

function replaced(expr: Expr, part: Expr, by: Expr): Expr {
  if (sameExpr(expr, part)) return by;
  return expr.kind === "call" ? { ...expr, args: expr.args.map((arg) => replaced(arg, part, by)) } : expr;
}
