import type { Cell, Gate, Rule } from "./cell.ts";

/** The activation of a state, as it is said. */
export const ACTIVATION_WORDS: Readonly<Record<string, string>> = {
  tanh: "tanh presses it into the range from −1 to 1.",
  sigmoid: "The sigmoid presses it into the range from 0 to 1.",
  relu: "ReLU keeps what is positive and makes the rest 0.",
  linear: "A linear unit hands its sum on as it is.",
  "hard-tanh": "Hard tanh cuts it off at −1 and at 1.",
  softplus: "Softplus is a smooth ReLU: always positive.",
};

const state: Gate = {
  key: "",
  id: "h",
  tex: "h_{@}",
  name: "state",
  title: "State",
  why: "The new state: what the network remembers from here on.",
  sum: {
    id: "z",
    tex: "z_{@}",
    title: "Weighted sum",
    why: "What comes in, and what is remembered, each by its own weights: the same ones in every time step.",
  },
  activation: "chosen",
};

export const rnn: Cell = {
  id: "rnn",
  title: "Recurrent network",
  about: "States and outputs over time, the loss, backpropagation through time, clipping and updated weights.",
  reference: "Elman 1990; backpropagation through time: Werbos 1990",
  items: () => [state],
  states: ["h"],
  conventions: [],
  columns: ["z", "h"],
};

const gateSum = (key: string, of: string) => ({
  id: `a${key}`,
  // In braces, since its gradient may be transposed.
  tex: `{a^{${key}}_{@}}`,
  title: `Sum of the ${of}`,
  why: "Every gate sees the input and the state before it, with weights of its own.",
});

const forget: Gate = {
  key: "f",
  id: "f",
  tex: "f_{@}",
  name: "forget gate",
  title: "Forget gate",
  why: "How much of the old cell is kept, entry by entry: 0 forgets it, 1 keeps all of it.",
  sum: gateSum("f", "forget gate"),
  activation: "sigmoid",
};
const input: Gate = {
  key: "i",
  id: "i",
  tex: "i_{@}",
  name: "input gate",
  title: "Input gate",
  why: "How much of the candidate is let into the cell.",
  sum: gateSum("i", "input gate"),
  activation: "sigmoid",
};
const candidate: Gate = {
  key: "c",
  letters: ["g", "a", "ctilde"],
  id: "ctilde",
  tex: "\\tilde{c}_{@}",
  name: "candidate",
  title: "Candidate",
  why: "What might be added to the cell. It is content, which may be negative, and no gate: so it is not a sigmoid.",
  sum: gateSum("c", "candidate"),
  activation: "chosen",
};
const output: Gate = {
  key: "o",
  id: "o",
  tex: "o_{@}",
  name: "output gate",
  title: "Output gate",
  why: "How much of the cell is shown to the outside.",
  sum: gateSum("o", "output gate"),
  activation: "sigmoid",
};
const cellState: Rule = {
  id: "c",
  tex: "c_{@}",
  name: "cell state",
  title: "Cell state",
  why: "What is kept of the old cell, and what is added of the candidate: products and a sum entry by entry, no matrix.",
  formula: "f .* c< + i .* ctilde",
  remarks: ["The forget gate meets the old cell, the input gate the candidate: not the other way round."],
};

export const lstm: Cell = {
  id: "lstm",
  title: "LSTM",
  about: "Gates, cell and state over time, an output and its loss, backpropagation through time and updated weights.",
  reference: "Hochreiter & Schmidhuber 1997, with the forget gate of Gers, Schmidhuber & Cummins 2000",
  items: () => [
    forget,
    input,
    candidate,
    cellState,
    output,
    {
      id: "tanhc",
      tex: "\\phi\\left(c_{@}\\right)",
      name: "squashed cell state",
      title: "Squashed cell",
      why: "The cell is a sum and may have grown: before it is shown it is pressed into range.",
      formula: "phi(c)",
      remarks: ["It takes the new cell $c$, which has just been computed, not the old one."],
    },
    {
      id: "h",
      tex: "h_{@}",
      name: "state",
      title: "State",
      why: "The part of the cell that the output gate lets through.",
      formula: "o .* tanhc",
    },
  ],
  states: ["c", "h"],
  conventions: [],
  columns: ["f", "i", "ctilde", "o", "c", "h"],
};

const update: Gate = {
  key: "z",
  letters: ["u"],
  id: "z",
  tex: "z_{@}",
  name: "update gate",
  title: "Update gate",
  why: "How much of the state is replaced, entry by entry.",
  sum: gateSum("z", "update gate"),
  activation: "sigmoid",
};
const reset: Gate = {
  key: "r",
  id: "r",
  tex: "r_{@}",
  name: "reset gate",
  title: "Reset gate",
  why: "How much of the old state the candidate may look at.",
  sum: gateSum("r", "reset gate"),
  activation: "sigmoid",
};
const proposal: Gate = {
  key: "h",
  letters: ["n", "c", "htilde"],
  id: "htilde",
  tex: "\\tilde{h}_{@}",
  name: "candidate",
  title: "Candidate",
  why: "What the new state might be.",
  sum: gateSum("h", "candidate"),
  activation: "chosen",
};
const seen: Rule = {
  id: "rh",
  tex: "\\bar{h}_{@}",
  name: "old state as the candidate sees it",
  title: "Reset state",
  why: "The reset gate works on the old state entry by entry, before the recurrent weights.",
  formula: "r .* h<",
};
const recurrent: Rule = {
  id: "uh",
  tex: "\\bar{h}_{@}",
  name: "recurrent part of the candidate",
  title: "Recurrent part",
  why: "The recurrent product comes first here, and the reset gate after it.",
  formula: "",
};

export const gru: Cell = {
  id: "gru",
  title: "GRU",
  about:
    "Gates, candidate and state over time, an output and its loss, backpropagation through time and updated weights.",
  reference: "Cho et al. 2014; Chung et al. 2014",
  items: (choices) => {
    const isOld = choices["gru.update"] === "old";
    const blend: Rule = {
      id: "h",
      tex: "h_{@}",
      name: "state",
      title: "State",
      why: isOld
        ? "A mixture, entry by entry: the share $z$ of the old state, the rest of the candidate."
        : "A mixture, entry by entry: the share $z$ of the candidate, the rest of the old state.",
      formula: isOld ? "z .* h< + (1 - z) .* htilde" : "(1 - z) .* h< + z .* htilde",
      remarks: ["The two shares add up to 1, so every entry lies between the old state and the candidate."],
    };
    return choices["gru.reset"] === "after"
      ? [update, reset, { ...proposal, scaled: { by: "r", part: recurrent } }, blend]
      : [update, reset, seen, { ...proposal, state: "rh" }, blend];
  },
  states: ["h"],
  conventions: ["gru.reset", "gru.update"],
  columns: ["z", "r", "htilde", "h"],
};
