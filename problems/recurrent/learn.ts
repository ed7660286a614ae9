import type { BackwardOptions } from "../../solver/backward.ts";
import { call, name, num } from "../../solver/expression.ts";
import type { Step } from "../../solver/trace.ts";
import { GradientWords } from "./gradient-words.ts";
import type { Placed } from "./network.ts";
import { OUTPUT } from "./spelling.ts";

/** Records the way back through time, clipping and the update. */
export class Learn extends GradientWords {
  /** Parameters from the output back, in the order in which their gradients are found. */
  learned = (): Placed[] => [
    ...this.net.parameters.filter(({ gate }) => gate === OUTPUT),
    ...this.net.parameters.filter(({ gate }) => gate !== OUTPUT),
  ];

  backward(k: number, asked: readonly string[]): void {
    if (this.isWindowed) this.windows(k);
    else {
      const root = this.net.arriving ? this.id("h", this.net.T, k) : this.rootId(k);
      this.back(root, k, this.wanted(k, asked), { hold: this.held(k) });
      if (k === 0) this.remarkOnLength();
    }
  }

  /** Where several losses are truncated, each goes back by itself, as far as it may. */
  get isWindowed(): boolean {
    const { truncate } = this.given;
    return truncate !== undefined && truncate < this.net.T && this.isMany;
  }

  back(root: string, k: number, wants: readonly string[], own: BackwardOptions, last = this.net.T): void {
    const { net } = this;
    const late = net.batch && this.hasLoss && this.choice("average") === "gradients";
    this.tape.backward(root, wants, {
      average: late ? "late" : "at-once",
      notation: late ? "d" : "partial",
      section: (user, of) => this.backSection(user, of, k),
      words: (of) => this.gradientWords(of, k, last),
      ...(net.arriving && { upstream: "dh" }),
      ...own,
    });
  }

  /** The gradients that are wanted: of all parameters, of what the problem gives, and what else was asked for. */
  wanted(k: number, asked: readonly string[]): string[] {
    const { net } = this;
    const given = [...net.values.keys()].filter((id) => !net.zero.includes(id));
    const known = [...net.values.keys(), ...this.times().map((t) => `x${t}`)].filter((id) => this.tape.has(id));
    const predictions = this.layer ? this.outputTimes().map((t) => this.outputId("yhat", t, k)) : [];
    const also = [...known, ...predictions].filter((id) => asked.includes(`d${id}`));
    return [
      ...new Set([
        ...this.learned().map(({ id }) => id + this.at(k)),
        ...(net.parameters.length > 0 ? [] : given),
        ...also,
      ]),
    ];
  }

  /** The states that a truncated gradient does not go back through: those before the steps that take part. */
  held(k: number, last = this.net.T): string[] {
    const { truncate } = this.given;
    if (truncate === undefined) return [];
    const isChunk = this.isMany && this.choice("bptt.truncated") === "chunks";
    const cut = isChunk ? Math.floor((last - 1) / truncate) * truncate : last - truncate;
    return cut > 0 ? this.carried(cut, k) : [];
  }

  carried = (t: number, k: number): string[] => this.cell.states.map((state) => this.id(state, t, k));

  /** One way back for each loss; a parameter's gradient is the sum of what they give. */
  windows(k: number): void {
    const shares = new Map<string, string[]>();
    for (const t of [...this.times()].reverse()) {
      const root = this.outputId("L", t, k);
      const wants = this.learned().map(({ id }) => id + this.at(k));
      const section = this.sectionTitle(k, `Back from the loss at time ${t}`);
      this.back(root, k, wants, { hold: this.held(k, t), id: (of) => `d${root}/d${of}`, section: () => section }, t);
      for (const of of wants) shares.set(of, [...(shares.get(of) ?? []), `d${root}/d${of}`]);
    }
    this.tape.section(this.sectionTitle(k, SUM));
    for (const [of, ids] of shares) {
      const sum = ids.map((id) => name(id)).reduce((total, term) => call("plus", [total, term] as never) as never);
      const mean = this.choice("loss.time") === "mean";
      const step = this.tape.step(of);
      this.tape.let(`d${of}`, mean ? call("divide", [sum, num(this.net.T)]) : sum, {
        tex: `\\frac{\\partial L}{\\partial ${step.tex}}`,
        name: `gradient of the ${step.name}`,
        title: `Gradient of $${step.tex}$`,
        why: "What the losses of the time steps give, each from its own window.",
      });
    }
  }

  backSection(user: Step, of: Step, k: number): string {
    const isShared =
      this.net.T > 1 &&
      this.net.parameters.some(({ id, gate }) => of.id === id + this.at(k) && (gate !== OUTPUT || this.isMany));
    if (isShared) return this.sectionTitle(k, SUM);
    const [, run = "", title = ""] = /^(.* · )?(.*)$/.exec(user.section) ?? [];
    if (title === "Loss") return user.section;
    return `${run}Back through ${title.charAt(0).toLowerCase()}${title.slice(1)}`.replace(
      "through output",
      "through the output",
    );
  }

  /** The gradient of a parameter as the update takes it. */
  gradientId = (id: string, k: number): string =>
    this.given.clipValue === undefined && this.given.clipNorm === undefined
      ? `d${id}${this.at(k)}`
      : `d${id}_clipped${this.at(k)}`;

  clip(k: number): void {
    const { clipValue, clipNorm } = this.given;
    if (clipValue === undefined && clipNorm === undefined) return;
    this.tape.section(this.sectionTitle(k, "Clipping"));
    const gradients = this.learned().map(({ id }) => `d${id}${this.at(k)}`);
    if (clipNorm !== undefined && this.choice("clip.norm") === "all") this.norm("", gradients, k);
    for (const one of this.learned()) {
      const gradient = `d${one.id}${this.at(k)}`;
      if (clipNorm !== undefined && this.choice("clip.norm") === "each") this.norm(one.id, [gradient], k);
      const factor = this.choice("clip.norm") === "each" ? `shrink_${one.id}` : "shrink";
      const formula =
        clipValue !== undefined ? `maximum(minimum(${gradient}, clip), -clip)` : `${factor}${this.at(k)} * ${gradient}`;
      const { tex } = this.tape.step(gradient);
      this.tape.let(this.gradientId(one.id, k), formula, {
        tex: `\\left[${tex}\\right]_{c}`,
        name: `clipped gradient of the ${this.parameterName(one)}`,
        title: "Clipped gradient",
        why:
          clipValue !== undefined
            ? "Every entry beyond $\\pm c$ is set to $\\pm c$, the others stay."
            : "All entries are scaled alike, so that the direction stays.",
      });
    }
  }

  /** The norm of some gradients, and what they are multiplied by. */
  norm(of: string, gradients: readonly string[], k: number): void {
    const [norm, factor] = ["norm", "shrink"].map((id) => (of === "" ? id : `${id}_${of}`)) as [string, string];
    const square = (id: string) => (this.tape.step(id).value.shape.length === 0 ? `${id} ^ 2` : `sum(${id} .^ 2)`);
    const mark = of === "" ? "" : `_{${this.tape.step(of + this.at(k)).tex}}`;
    this.tape.let(norm + this.at(k), `sqrt(${gradients.map(square).join(" + ")})`, {
      tex: `n${mark}`,
      name: of === "" ? "norm of all gradients" : `norm of the gradient of ${of}`,
      title: "Norm",
      why: "The root of the sum of all squared entries, as if they stood in one long list.",
    });
    this.tape.let(factor + this.at(k), `clip / maximum(${norm}${this.at(k)}, clip)`, {
      tex: `s${mark}`,
      name: "factor of the gradients",
      title: "Factor",
      why: "A norm above $c$ is scaled down to $c$; one that is not leaves the gradients as they are: $c/c=1$.",
    });
  }

  update(k: number): void {
    this.tape.section(this.sectionTitle(k, "Update"));
    for (const one of this.net.parameters) {
      this.tape.let(one.id + this.at(k + 1), `${one.id}${this.at(k)} - learningRate * ${this.gradientId(one.id, k)}`, {
        tex: this.parameterTex(one, k + 1),
        name: `${this.parameterName(one)}${this.after(k + 1)}`,
        title: `New ${this.parameterName(one)}`,
        why: "One step against the gradient.",
      });
    }
  }
}

const SUM = "The sum over time";
