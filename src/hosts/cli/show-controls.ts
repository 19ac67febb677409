/** Everything that steers a terminal, line breaks and tabs apart: the rest of C0, DEL, C1, and the marks that turn the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const steering = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\r(?!\n)/g;

/**
 * A text for a terminal, in which characters that would steer it stand as `\u001b`. Names of shoppers and files come from outside: one that moves
 * the cursor could rewrite the very lines that a person reads before saying yes. The result of JSON stays the same JSON.
 */
export function showControls(text: string): string {
  return text.replace(steering, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
