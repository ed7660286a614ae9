import type { Step } from "../../solver/trace.ts";
import { gatesOf } from "./cell.ts";
import { Forward } from "./forward.ts";
import type { Placed } from "./network.ts";
import { OUTPUT } from "./spelling.ts";

/** A gradient that has changed by more than this on its way back is worth a remark. */
const FADED = 10;
/** Shorter sequences are no way to fade on. */
const FAR = 3;

interface Said {
  name: string;
  why?: string;
  remarks?: string[];
}

/** What is said on the way back. */
export class GradientWords extends Forward {
  /** @param last the time of the loss that the gradients are of */
  gradientWords(of: Step, k: number, last: number): Said {
    const name = `gradient of the ${of.name}`;
    const parameter = this.net.parameters.find(({ id }) => of.id === id + this.at(k));
    if (parameter) return { name, ...this.parameterWords(parameter, k) };
    const [, quantity = "", time = ""] = /^([a-z]+?)(\d+)/.exec(of.id) ?? [];
    const why = this.stateWhy(quantity, Number(time), last);
    const remarks = quantity === "c" && Number(time) === last - 1 && k === 0 && time !== "0" ? [ALONG_THE_CELL] : [];
    return { name, ...(why && { why }), ...(remarks.length > 0 && { remarks }) };
  }

  parameterWords({ gate, part }: Placed, k: number): { why: string; remarks: string[] } {
    const isShared = this.net.T > 1 && (gate !== OUTPUT || this.isMany);
    const isBias = /bias/i.test(part);
    const startsEmpty = isShared && part === "state" && k === 0 && this.net.zero.includes("h0") && !this.isCut;
    const empty = `The first time step adds nothing here, since $${this.symbol(this.texOf("h"), 0, 0)}=0$.`;
    return { why: whyParameter(isShared, isBias, this.net.batch), remarks: startsEmpty ? [empty] : [] };
  }

  /** Whether the first time step is out of reach of a truncated gradient. */
  get isCut(): boolean {
    return (this.given.truncate ?? this.net.T) < this.net.T;
  }

  /** Where a state feels the loss from. */
  stateWhy(quantity: string, t: number, last: number): string | undefined {
    const isLast = t === last;
    if (quantity === "h" && isLast) return this.layer ? "The error goes back over the output weights." : undefined;
    if (/^r?(hx|xh)$/.test(quantity))
      return "What state and input send back, over the weights of all that they went into.";
    if (quantity === "h" && t > 0 && this.isMany && !this.isCut)
      return "What comes from the output of this time step, and what comes back from the next one.";
    if (quantity === "h" && this.parameter(this.gateKey, "joined"))
      return "One step back in time: of the error at the joined list, the part that belongs to the state.";
    if (quantity === "h")
      return this.cell.id === "rnn"
        ? "One step back in time, over the recurrent weights."
        : "One step back in time: the state went into every sum of the next step, and what they send back adds up.";
    if (quantity === "z" && this.cell.id === "gru")
      return "The update gate lets the candidate in and keeps the old state out, or the other way round: two shares.";
    if (quantity === "rh" && !this.parameter(this.gateKey, "joined"))
      return "The error goes back over the recurrent weights.";
    if (quantity === "c" && t > 0 && !isLast)
      return "Along two ways: through the state of this step, and along the cell into the next one, over its forget gate.";
    return undefined;
  }

  /** Of any gate: the parameters of all are given alike. */
  get gateKey(): string {
    return gatesOf(this.items)[0]?.key ?? "";
  }

  /** Whether the error has faded or grown on its way back through time. */
  remarkOnLength(): void {
    const [first, last] = [1, this.net.T].map((t) => `dh${t}`) as [string, string];
    if (this.net.T < FAR || this.isMany || !this.tape.has(first) || !this.tape.has(last)) return;
    const size = (id: string) => Math.max(...this.tape.step(id).value.cells.map(Math.abs));
    const share = size(first) / size(last);
    if (!(share < 1 / FADED || share > FADED)) return;
    const by = this.cell.id === "rnn" ? "the recurrent weights and a slope" : "gates, weights and slopes";
    this.tape
      .step(first)
      .remarks.push(
        share < 1
          ? `Less than a tenth of the error has come this far: every step back multiplies by ${by}, and it vanishes.`
          : `The error is more than ten times as large as at the end: every step back multiplies by ${by}, and it explodes.`,
      );
  }
}

const ALONG_THE_CELL =
  "Along the cell there is only the forget gate to multiply by: while that is near 1, the error does not fade.";

function whyParameter(isShared: boolean, isBias: boolean, isBatch: boolean): string {
  if (isShared)
    return isBias
      ? "The same biases are added in every time step, so the errors add up over time."
      : "The same weights are used in every time step: one term for each of them, the error there times what came in there.";
  if (!isBias) return "The error at the sum, times what came in.";
  return isBatch
    ? "A bias is added for every sequence, so the errors of the sequences add up."
    : "A bias is added to the sum, so it receives the error as it is.";
}
