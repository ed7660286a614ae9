import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { outcomeOf } from "./outcome.ts";
import { Run } from "./run.ts";

export default defineTopic<Given>({
  id: "update-counts",
  title: "Counting weight updates",
  about:
    "Updates in an epoch and in all, of batch, stochastic and mini-batch gradient descent, and how long they take.",
  given,
  conventions: ["batch.last"],
  answers: [
    { id: "m", about: "training examples, where only a percentage is trained on" },
    { id: "updatesPerEpoch", about: "updates in one epoch; also batches" },
    { id: "updates", about: "updates in all" },
    { id: "epochs", about: "epochs that the given number of updates takes" },
    { id: "lastBatch", about: "size of the last batch of an epoch, where it is kept" },
    { id: "leftOut", about: "examples of an epoch that are left out, where it is dropped" },
    {
      id: "time",
      about: "time in all, in the unit given; time_min, time_h, … in a larger one, where nothing is compared",
    },
    {
      id: "updates_batch",
      about: "with several methods: _batch, _stochastic, _mini after the name; likewise time_mini, …",
    },
    {
      id: "updates_#",
      about: "with several batch sizes: the size after the name; likewise updatesPerEpoch_#, lastBatch_#",
    },
    {
      id: "ratio_#",
      about: "updates compared to those of the first method or batch size; also ratio_stochastic, ratio_mini",
    },
  ],
  solve: (problem: Given, setting: Setting): Outcome => outcomeOf(new Run(problem, setting), setting.ask),
  mistakes,
  examples,
});
