const block = /<!-- generated: ([\w-]+) -->\n[\s\S]*?<!-- end of generated -->/g;

/**
 * Puts generated text between its markers, `<!-- generated: NAME -->` and `<!-- end of generated -->`. What stands outside of them is left as
 * it is.
 * @throws {Error} where a page has a marker that nothing is made for, or lacks one
 */
export function fillBlocks(page: string, text: string, blocks: Record<string, string>): string {
  const missing = new Set(Object.keys(blocks));
  const filled = text.replace(block, (_, name: string) => {
    const made = blocks[name];
    if (made === undefined) throw new Error(`${page}: nothing is generated under the name "${name}".`);
    missing.delete(name);
    return `<!-- generated: ${name} -->\n${made.trim()}\n<!-- end of generated -->`;
  });
  if (missing.size > 0) throw new Error(`${page} lacks <!-- generated: ${[...missing].join(', ')} -->.`);
  return filled;
}
