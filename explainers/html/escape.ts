// Controls, halves of characters, and the marks that would turn the text after them round.
const unprintable = /[^\P{Cc}\n\t]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/gu;

/** Text for the inside of an element or of a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(unprintable, "").replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
