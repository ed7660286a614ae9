import type { NdArray } from "../../solver/ndarray.ts";
import type { Activation } from "../mlp/activations.ts";
import type { PaddingField, PairField } from "./fields.ts";

/** One stage of a network, as the problem states it. `at` is the path of its fields. */
export type Stage =
  | {
      kind: "conv";
      at: string;
      kernel: NdArray<number>;
      bias: NdArray<number> | undefined;
      stride: PairField;
      padding: PaddingField;
      dilation: PairField;
      groups: number;
    }
  | { kind: "activation"; at: string; activation: Activation; alpha: number | undefined }
  | {
      kind: "pool";
      at: string;
      mode: "max" | "average";
      /** Undefined for global pooling: one window over everything. */
      size: PairField | undefined;
      stride: PairField | undefined;
      padding: PaddingField;
    }
  | { kind: "flatten"; at: string }
  | { kind: "dense"; at: string; W: NdArray<number>; b: NdArray<number> | undefined };

export type Of<K extends Stage["kind"]> = Extract<Stage, { kind: K }>;
