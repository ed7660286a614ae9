import type { Tape, Words } from "../../solver/tape.ts";
import type { Slide, Window } from "./window.ts";

/** Where the sides of a window's output are recorded, and how its numbers are called. */
export interface SizeNames {
  /** `""`, or `2` for the second layer of several. */
  layer: string;
  /** The steps that hold the sides of the input, where they were computed before. */
  before: readonly string[] | undefined;
  /** "kernel", "window" */
  what: string;
  /** Whether 2p is written although it is 0: convolutions have it in their rule. */
  alwaysPadded: boolean;
}

const AXES = ["height", "width"] as const;
const LETTERS = ["h", "w"] as const;

/** Records the sides of what a window leaves, and returns the ids of their steps: of a square, one id twice. */
export function recordSizes(tape: Tape, window: Window, names: SizeNames): string[] {
  const { slides } = window;
  const isSquare = slides.length === 1 || JSON.stringify(slides[0]) === JSON.stringify(slides[1]);
  if (isSquare) {
    const id = new Side(tape, window, names, undefined).record(slides[0] as Slide);
    return slides.map(() => id);
  }
  return slides.map((slide, axis) => new Side(tape, window, names, axis as 0 | 1).record(slide));
}

class Side {
  readonly tape: Tape;
  readonly window: Window;
  readonly names: SizeNames;
  readonly axis: 0 | 1 | undefined;

  constructor(tape: Tape, window: Window, names: SizeNames, axis: 0 | 1 | undefined) {
    this.tape = tape;
    this.window = window;
    this.names = names;
    this.axis = axis;
  }

  record(slide: Slide): string {
    const { padding } = this.window;
    const n =
      this.names.before?.[this.axis ?? 0] ?? this.number("n", "extent", slide, "side of the input", this.start());
    const f = this.reach(slide);
    const s = this.number("s", "stride", slide, "stride");
    const id = this.outputId();
    if (padding === "same") this.recordSame(id, n, f, s, slide);
    else this.recordExplicit(id, n, f, s, slide);
    return id;
  }

  /** ⌊(n + 2p − f)/s⌋ + 1 (Dumoulin & Visin 2016, relationship 6). */
  recordExplicit(id: string, n: string, f: string, s: string, slide: Slide): void {
    const isUp = slide.over > 0;
    const room = `${n}${this.padding(slide, f)}`;
    this.tape.let(id, `${isUp ? "ceil" : "floor"}((${room} - ${f})/${s}) + 1`, {
      ...this.outputWords(),
      why:
        this.axis === 1
          ? "The same rule along the width."
          : "The window fits once at the start, and once more for every step of $s$ in the cells that remain.",
      remarks: this.remarks(slide),
    });
  }

  /** ⌈n/s⌉, and the padding that makes it so, as TensorFlow has it. */
  recordSame(id: string, n: string, f: string, s: string, slide: Slide): void {
    this.tape.let(id, `ceil(${n}/${s})`, {
      ...this.outputWords(),
      why: "Same padding: as many cells are added as it takes for only the stride to shrink the side.",
    });
    const total = slide.before + slide.after;
    if (total === 0) return;
    this.tape.let(this.id("pad"), `(${id} - 1)*${s} + ${f} - ${n}`, {
      tex: `\\text{pad}${this.mark()}`,
      name: "padding in all",
      title: "Padding in all",
      why: "The last window begins $s$ cells after the one before it and must still fit.",
      remarks: [splitWords(slide)],
    });
  }

  /** `+ 2*p`, or what is added on either side where that differs. */
  padding(slide: Slide, f: string): string {
    const { before, after } = slide;
    if (before !== after) return ` + ${before} + ${after}`;
    if (before === 0 && !this.names.alwaysPadded) return "";
    if (this.window.padding !== "full") return ` + 2*${this.number("p", "before", slide, "padding on either side")}`;
    const id = this.id("p");
    if (!this.tape.has(id))
      this.tape.let(id, `${f} - 1`, {
        tex: `p${this.mark()}`,
        name: "padding on either side",
        title: "Full padding",
        why: "Every place where the window touches the input at all: it may stand out by all cells but one.",
      });
    return ` + 2*${id}`;
  }

  /** The id of how far the window reaches. */
  reach(slide: Slide): string {
    const f = this.number("f", "size", slide, `side of the ${this.names.what}`);
    if (slide.dilation === 1) return f;
    const id = this.id("e");
    if (!this.tape.has(id))
      this.tape.let(id, `${this.number("d", "dilation", slide, "dilation")}*(${f} - 1) + 1`, {
        tex: `e${this.mark()}`,
        name: `reach of the ${this.names.what}`,
        title: `Reach of the ${this.names.what}`,
        why: "Dilation pulls the weights apart: $f-1$ gaps of $d$ cells, and the first cell.",
      });
    return id;
  }

  /** A number that the problem states, under the letter of the rule. What both axes share has no axis in its name. */
  number(
    letter: string,
    key: "extent" | "size" | "stride" | "dilation" | "before",
    slide: Slide,
    name: string,
    layer = this.names.layer,
  ): string {
    const isShared = this.window.slides.every((other) => other[key] === slide[key]);
    const axis = isShared ? undefined : this.axis;
    const marks = [layer, axis === undefined ? "" : LETTERS[axis]].filter((mark) => mark !== "");
    const id = [letter, ...marks].join("_");
    const tex = letter + (marks.length > 0 ? `_{${marks.join("")}}` : "");
    if (!this.tape.has(id)) this.tape.given(id, slide[key], { tex, name, section: "Given" });
    return id;
  }
  /** What the side of the input is marked with: the output of layer 0. */
  start = (): string => (this.names.layer === "1" ? "0" : this.names.layer && `in${this.names.layer}`);

  id = (letter: string): string => [letter, ...this.marks()].join("_");
  mark(): string {
    const sub = this.marks().join("");
    return sub ? `_{${sub}}` : "";
  }
  marks = (): string[] =>
    [this.names.layer, this.axis === undefined ? "" : LETTERS[this.axis]].filter((mark) => mark !== "");

  outputId(): string {
    const kind = this.window.slides.length === 1 ? "length" : AXES[this.axis ?? 0];
    return this.names.layer ? `${kind}_${this.names.layer}` : kind;
  }
  outputWords(): Words {
    const kind =
      this.window.slides.length === 1
        ? "Length"
        : this.axis === undefined
          ? "Side"
          : this.axis === 0
            ? "Height"
            : "Width";
    const letter = this.axis === undefined ? "n" : this.axis === 0 ? "H" : "W";
    const sub = this.names.layer || "\\text{out}";
    return { tex: `${letter}_{${sub}}`, name: `${kind.toLowerCase()} of the output`, title: kind };
  }

  /** What happens to a quotient that is not whole, and where people slip. */
  remarks({ extent, before, after, over, reach, stride }: Slide): string[] {
    const room = before === after && before > 0 ? `${extent}+2\\cdot ${before}` : `${extent + before + after}`;
    const places = (extent + before + after - reach) / stride;
    const slip = places + 1 / stride;
    return [
      ...(Number.isInteger(places)
        ? []
        : [
            `$(${room}-${reach})/${stride}${equals(places)}$, rounded ${over > 0 ? `up to ${Math.ceil(places)}` : `down to ${Math.floor(places)}`}, plus 1: ${over > 0 ? "the last window stands half outside" : "the last step does not fit any more"}.`,
          ]),
      ...(stride > 1 && over === 0 && slip !== Math.floor(places) + 1 && this.axis !== 1
        ? [`Not $(${room}-${reach}+1)/${stride}${equals(slip)}$: the 1 is the first place, added after dividing.`]
        : []),
    ];
  }
}

function splitWords({ before, after }: Slide): string {
  if (before === after) return `Even: ${before} on either side.`;
  return `Odd, so the two sides differ: ${before} before and ${after} after, as TensorFlow does it.`;
}

/** `= 5.5`, or `\\approx 2.333`. */
function equals(x: number): string {
  const shown = Number(x.toFixed(3));
  return `${shown === x ? "=" : "\\approx "}${shown}`;
}
