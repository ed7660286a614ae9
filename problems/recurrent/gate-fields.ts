import type * as z from "zod";
import { tensor } from "../fields.ts";

/** Weights and biases of every gate. @param letters by which other letters a gate goes */
export const gateFields = (
  gates: Readonly<Record<string, string>>,
  letters: Readonly<Record<string, string>>,
): z.ZodRawShape =>
  Object.fromEntries(
    Object.entries(gates).flatMap(([gate, name]) => {
      const other = letters[gate] ? ` For ${gate} may stand ${letters[gate]}.` : "";
      const field = (kind: string, description: string) => [
        `${kind}${gate}`,
        tensor.optional().meta({ symbol: `${kind}_${gate}`, description: description + other }),
      ];
      return [
        field(
          "W",
          `Weights of the input in the ${name}, also called Wx${gate}; without U${gate}: of state and input in one list.`,
        ),
        field("U", `Weights of the state in the ${name}; also called Wh${gate}.`),
        field("b", `Biases of the ${name}. Two of them are bx${gate} and bh${gate}.`),
      ];
    }),
  );
