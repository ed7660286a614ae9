/** How text is emphasized: by nothing at all, or by the terminal's own means. */
export interface Ink {
  bold(text: string): string;
  dim(text: string): string;
  italic(text: string): string;
}

const same = (text: string) => text;
const code = (on: number, off: number) => (text: string) => (text ? `\u001b[${on}m${text}\u001b[${off}m` : text);

export const noInk: Ink = { bold: same, dim: same, italic: same };
export const ansi: Ink = { bold: code(1, 22), dim: code(2, 22), italic: code(3, 23) };
