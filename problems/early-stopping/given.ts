import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { number, type TensorField, tensor } from "../fields.ts";

/** Epochs that anybody would follow one by one. */
const MOST_EPOCHS = 100;

const series = z
  .array(number)
  .min(1, "there must be at least one epoch")
  .max(MOST_EPOCHS, `at most ${MOST_EPOCHS} epochs are worked out`)
  .optional();
const epochs = (description: string, symbol: string) => series.meta({ symbol, description });
const delta = number.min(0, "minDelta must not be negative").optional();

const fields = {
  validationLoss: epochs("The validation loss after each epoch.", "L_1,\\,L_2,\\,\\dots"),
  valLoss: epochs("Another name of validationLoss.", "L_1,\\,L_2,\\,\\dots"),
  val_loss: epochs("Another name of validationLoss.", "L_1,\\,L_2,\\,\\dots"),
  validationAccuracy: epochs(
    "Instead of losses: accuracies, of which the largest is the best.",
    "A_1,\\,A_2,\\,\\dots",
  ),
  valAccuracy: epochs("Another name of validationAccuracy.", "A_1,\\,A_2,\\,\\dots"),
  val_accuracy: epochs("Another name of validationAccuracy.", "A_1,\\,A_2,\\,\\dots"),
  trainingLoss: epochs("The training loss after each epoch: with it, the gap is worked out.", "T_1,\\,T_2,\\,\\dots"),
  trainLoss: epochs("Another name of trainingLoss.", "T_1,\\,T_2,\\,\\dots"),
  train_loss: epochs("Another name of trainingLoss.", "T_1,\\,T_2,\\,\\dots"),
  patience: z
    .int("patience is a whole number of epochs")
    .min(0, "patience must not be negative")
    .max(1000, "patience beyond 1000 epochs stops nothing here")
    .meta({ symbol: "p", description: "How many epochs in a row may be no better than the best." }),
  minDelta: delta.meta({
    symbol: "\\delta",
    description: "By how much an epoch must be better to count; left out: 0.",
  }),
  min_delta: delta.meta({ symbol: "\\delta", description: "Another name of minDelta." }),
  restoreBest: z.boolean().optional().meta({
    description: "Whether the parameters of the best epoch are kept, or those of the last; left out: the best.",
  }),
  firstEpoch: z
    .union([z.literal(0), z.literal(1)])
    .optional()
    .meta({ description: "The number of the first epoch: 1, or 0 as software counts; left out: 1." }),
  w: z
    .array(tensor)
    .min(1)
    .optional()
    .meta({ symbol: "w_1,\\,w_2,\\,\\dots", description: "The parameters after each epoch, to say which are kept." }),
};

export interface Given {
  /** What is watched after each epoch. */
  watched: number[];
  /** The field that it was given as. */
  field: string;
  /** Whether the largest is the best. */
  rises: boolean;
  training?: number[] | undefined;
  patience: number;
  minDelta?: number | undefined;
  restoreBest?: boolean | undefined;
  firstEpoch: 0 | 1;
  w?: TensorField[] | undefined;
}

type Fields = z.infer<z.ZodObject<typeof fields>>;

export const given = z.strictObject(fields).transform((stated): Given => {
  const watched = oneOf(stated, [
    "validationLoss",
    "valLoss",
    "val_loss",
    "validationAccuracy",
    "valAccuracy",
    "val_accuracy",
  ]);
  if (!watched)
    throw new ProblemError("missing", "there are no validation losses", {
      at: "given.validationLoss",
      missing: ["given.validationLoss"],
      suggestion: "Give validationLoss: [0.9, 0.7, 0.8, 0.85], one number for each epoch.",
    });
  const training = oneOf(stated, ["trainingLoss", "trainLoss", "train_loss"]);
  const { patience, restoreBest, firstEpoch = 1, w } = stated;
  const problem = {
    watched: watched.value,
    field: watched.field,
    rises: /accuracy/i.test(watched.field),
    training: training?.value,
    patience,
    minDelta: oneOf(stated, ["minDelta", "min_delta"])?.value,
    restoreBest,
    firstEpoch,
    w,
  };
  checkLengths(problem, training?.field);
  return problem;
});

/** The one of several names of a field that is there. */
function oneOf<const F extends keyof Fields>(stated: Fields, names: readonly F[]) {
  const [field, other] = names.filter((name) => stated[name] !== undefined);
  if (other)
    throw new ProblemError("conflict", `${field} and ${other} say the same: give one of them`, {
      at: `given.${other}`,
    });
  return field && { field, value: stated[field] as NonNullable<Fields[F]> };
}

function checkLengths({ watched, field, training, w, rises }: Given, trainingField = "trainingLoss"): void {
  const lists = [
    { name: trainingField, list: training },
    { name: "w", list: w },
  ];
  for (const { name, list } of lists) {
    if (list === undefined || list.length === watched.length) continue;
    throw new ProblemError("length", `${field} has ${watched.length} epochs, but ${name} has ${list.length}`, {
      at: `given.${name}`,
      suggestion: "Give one entry for each epoch.",
    });
  }
  const odd = watched.find((x) => x < 0 || x > 100);
  if (rises && odd !== undefined)
    throw new ProblemError("probability", `an accuracy lies between 0 and 1, or between 0 and 100 %, not at ${odd}`, {
      at: `given.${field}`,
    });
}
