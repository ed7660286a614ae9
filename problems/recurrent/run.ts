import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import { prune } from "../../solver/trace.ts";
import { updatesOf } from "../mlp/ids.ts";
import type { Outcome, Setting, TableOfSteps } from "../topic.ts";
import { aliasesOf, canonical } from "./aliases.ts";
import { type Cell, isGate } from "./cell.ts";
import { recordSizes, type Sizes } from "./counter.ts";
import type { Given } from "./given.ts";
import { Learn } from "./learn.ts";
import { networkPicture } from "./picture.ts";
import { sizeAliases } from "./sizes.ts";
import { OUTPUT } from "./spelling.ts";
import { askedFor, planFor } from "./words.ts";

/** So many time steps are worked in full where there are more than this and one. */
const SHOWN = 2;
const MOST_ANSWERS = 8;
/** Answers about sizes, which numbers have as well. */
const SIZES = /^(params|parameters|shape_|macs)/;

/** One run through the sequence: forward, back through time, update, as often as there are updates. */
export class Run extends Learn {
  readonly asked: readonly string[];

  constructor(cell: Cell, given: Given, setting: Setting) {
    super(cell, given, setting);
    this.asked = setting.ask.map(canonical(this));
  }

  solve(): Outcome {
    this.recordGivens();
    for (let k = 0; k < this.passes(); k++) {
      this.forward(k);
      if (this.hasLoss) this.cost(k);
      if (!this.hasLoss && !this.net.arriving) continue;
      if (k < Math.max(1, this.updates) || this.asksFor(/^d/, k)) this.backward(k, this.asked);
      if (k < Math.max(1, this.updates)) this.clip(k);
      if (k < this.updates) this.update(k);
    }
    if (this.asked.some((id) => SIZES.test(id))) recordSizes(this.tape, this.cell, this.sizes(), this.choices);
    return this.outcome();
  }

  /** What could be counted without any numbers. */
  sizes(): Sizes {
    const { net } = this;
    const biases = this.net.parameters.filter(
      ({ gate, part }) => gate === net.parameters[0]?.gate && /bias/i.test(part),
    );
    return {
      inputs: net.inputs,
      hidden: net.hidden,
      outputs: this.layer ? net.outputs : undefined,
      length: net.T,
      batch: net.batch ? net.m : undefined,
      layers: 1,
      directions: 1,
      biases: biases.length,
      outputBias: this.parameter(OUTPUT, "bias") !== undefined,
    };
  }

  asksFor = (pattern: RegExp, k: number): boolean => this.asked.some((id) => pattern.test(id) && updatesOf(id) === k);

  /** How often the sequence is run through: once per update, and once more where somebody asks what came of it. */
  passes(): number {
    const parameters = new Set(this.net.parameters.map(({ id }) => `${id}_${this.updates}`));
    const asksAfter = this.asked.some((id) => updatesOf(id) === this.updates && !parameters.has(id));
    return Math.max(1, this.updates + Number(this.updates > 0 && asksAfter));
  }

  /** Beyond what a machine can hold there is nothing to explain. */
  refuseOverflow(): void {
    const step = this.tape.steps().find(({ value }) => value.cells.some((x) => !Number.isFinite(x)));
    if (!step) return;
    const field = this.given.X === undefined ? "x" : "X";
    throw new ProblemError("not-finite", `the ${step.name} is not finite`, {
      at: `given.${field}`,
      suggestion: "Smaller inputs or weights keep it from growing without end.",
    });
  }

  outcome(): Outcome {
    this.refuseOverflow();
    const answers = this.answers();
    const isAsked = this.setting.ask.length > 0 && this.setting.ask.join() !== answers.join();
    const wanted = (isAsked ? this.asked : answers).filter((id) => this.tape.has(id));
    const needed = prune(this.tape.trace(), wanted).steps.map(({ id }) => id);
    return {
      answers,
      aliases: { ...aliasesOf(this), ...sizeAliases(this.tape, this.cell) },
      asked: askedFor(this, wanted, isAsked),
      plan: planFor(this, needed),
      assumed: this.assumed(needed),
      folded: this.folded(),
      tables: this.tables(),
      ...networkPicture(this),
    };
  }

  answers(): string[] {
    const { net } = this;
    const states = this.times().flatMap((t) => this.cell.states.map((state) => `${state}${t}`));
    const gates = net.T === 1 ? this.items.filter(isGate).map(({ id }) => `${id}1`) : [];
    const few = (ids: string[]) => (ids.length > MOST_ANSWERS ? ids.slice(-this.cell.states.length) : ids);
    const outputs = this.layer ? this.outputTimes().map((t) => this.outputId("yhat", t, 0)) : [];
    const forward =
      outputs.length > 0 && net.parameters.length > 0 ? outputs : few([...new Set([...gates, ...states])]);
    const computed = forward.filter((id) => this.tape.step(id).formula);
    if (!this.hasLoss && !net.arriving) return computed;
    const gradients = this.wanted(0, []).map((id) => `d${id}`);
    const clipped = this.learned()
      .map(({ id }) => this.gradientId(id, 0))
      .filter((id) => !gradients.includes(id));
    const updated = this.updates > 0 ? net.parameters.map(({ id }) => id + this.at(this.updates)) : [];
    return [...computed, ...(this.hasLoss ? [this.rootId(0)] : []), ...gradients, ...clipped, ...updated];
  }

  assumed(needed: readonly string[]): Assumption[] {
    const { net, given, cell, choices } = this;
    const zero = net.zero.filter((id) => needed.includes(id));
    const states = zero.map((id) => ({
      convention: id,
      value: "0",
      because: id === "c0" ? "The cell starts empty." : "Nothing is remembered before the first time step.",
    }));
    const joined = net.parameters.some(({ part }) => part === "joined");
    const open: [boolean, string, string, string][] = [
      [
        joined && !choices["recurrent.concat"],
        "recurrent.concat",
        "hx",
        "The state stands first: the first columns of the weights belong to it.",
      ],
      [
        cell.id === "gru" && !choices["gru.reset"] && needed.some((id) => /^htilde/.test(id)),
        "gru.reset",
        "before",
        "The reset gate meets the state before the recurrent weights, as in the paper; PyTorch does so after.",
      ],
      [
        cell.id === "gru" && !choices["gru.update"] && needed.some((id) => /^h[1-9]/.test(id)),
        "gru.update",
        "new",
        "The update gate is the share of the candidate; in PyTorch it is that of the old state.",
      ],
    ];
    const isCut = given.truncate !== undefined && given.truncate < net.T && this.isMany && !choices["bptt.truncated"];
    const conventions = open
      .filter(([isOpen]) => isOpen)
      .map(([, convention, value, because]) => ({ convention, value, because }));
    const cut = isCut
      ? [
          {
            convention: "bptt.truncated",
            value: "window",
            because: "Each loss goes back over so many steps, its own included.",
          },
        ]
      : [];
    const output = needed.some((id) => /^(yhat|L)/.test(id)) ? this.assumedOutput() : [];
    return [...net.assumed, ...conventions, ...states, ...output, ...cut];
  }

  /** From the third time step on, and from the third run through the sequence, nothing new happens. */
  folded(): string[] {
    const { T } = this.net;
    const titles = [...new Set(this.tape.steps().map(({ section }) => section))];
    const isLate = (title: string): boolean => {
      if (/^(Iteration (?![12] )|After update (?!1 ))/.test(title)) return true;
      const t = Number(/ime step (\d+)$/.exec(title)?.[1] ?? 0);
      if (t === 0 || T <= SHOWN + 1) return false;
      return /^(.* · )?Back/.test(title) ? t <= T - SHOWN : t > SHOWN;
    };
    return titles.filter(isLate);
  }

  /** One row a time step, where everything is a number. */
  tables(): TableOfSteps[] {
    const { net, cell } = this;
    if (!net.scalar || net.T < 2 || !net.x) return [];
    const columns = [
      ...cell.columns,
      ...(this.isMany ? [...(this.layer ? ["yhat"] : []), ...(this.hasLoss ? ["L"] : [])] : []),
    ];
    const head = ["t", "x_{t}", ...columns.map((id) => (OUTPUT_HEADS[id] ?? this.texOf(id)).replace("@", "t"))];
    const rows = this.times().map((t) => [
      { tex: String(t) },
      { id: `x${t}` },
      ...columns.map((id) => ({ id: `${id}${t}` })),
    ]);
    return [{ section: this.sectionTitle(0, this.stepTitle(net.T)), head, rows }];
  }
}

const OUTPUT_HEADS: Readonly<Record<string, string>> = { yhat: "\\hat{y}_{@}", L: "L_{@}" };
