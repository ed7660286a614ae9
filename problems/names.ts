import * as z from "zod";

/** Names as others write them, in small letters without signs. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  mse: "squared-error",
  meansquarederror: "squared-error",
  binarycrossentropy: "bce",
  categoricalcrossentropy: "cce",
  sparsecategoricalcrossentropy: "cce",
  crossentropy: "cce",
  absoluteerror: "mae",
  meanabsoluteerror: "mae",
  identity: "linear",
  none: "linear",
  silu: "swish",
  logistic: "sigmoid",
};
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** That nothing is there is said as of any other field; what is no name, with the names there are. */
export const missing = ({ input }: { input?: unknown }): string | undefined =>
  input === undefined ? "Invalid input: expected a name, received undefined" : undefined;

/** One of the names, however it is written: leakyRelu, leaky_relu and LeakyReLU are leaky-relu. */
export const named = <const T extends string>(values: readonly T[]) =>
  z.preprocess(
    (name) => {
      if (typeof name !== "string") return name;
      const known = values.find((value) => plain(value) === plain(name));
      const other = Object.hasOwn(OTHER_NAMES, plain(name)) ? OTHER_NAMES[plain(name)] : undefined;
      return known ?? values.find((value) => value === other) ?? name;
    },
    z.enum(values, { error: missing }),
  );
