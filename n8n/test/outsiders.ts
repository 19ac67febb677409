import { parseAst } from 'rolldown/parseAst';

type Syntax = { type: string; [key: string]: unknown };

/**
 * The modules that a text requires, and the names that it uses and declares nowhere. Scopes are left aside: the linter knows them, and knows
 * fewer names.
 */
export function outsiders(text: string): { required: Set<string>; free: Set<string> } {
  const required = new Set<string>();
  const used = new Set<string>();
  const declared = new Set<string>();
  visit(parseAst(text, { lang: 'js' }) as unknown as Syntax);
  return { required, free: new Set([...used].filter((name) => !declared.has(name))) };

  function visit(node: Syntax): void {
    const { type } = node;
    if (type === 'Identifier') used.add(node.name as string);
    if (type === 'CallExpression') noteRequired(node);
    if (type === 'ImportExpression') required.add('import()');
    if (/^(Function|Class)(Declaration|Expression)$/.test(type) || type === 'ArrowFunctionExpression') {
      declare(node.id);
      for (const param of (node.params as Syntax[] | undefined) ?? []) declare(param);
    }
    if (type === 'VariableDeclarator') declare(node.id);
    if (type === 'CatchClause') declare(node.param);
    for (const [key, value] of Object.entries(node)) {
      // A property's name is no use of a name.
      if ((key === 'property' || key === 'key') && !node.computed) {
        if (!(key === 'key' && node.shorthand)) continue;
      }
      for (const child of Array.isArray(value) ? value : [value]) if (isSyntax(child)) visit(child);
    }
  }

  function noteRequired({ callee, arguments: args }: Syntax): void {
    const { name } = callee as { name?: string };
    if (name === 'require') required.add(String((args as { value?: unknown }[])[0]?.value));
  }

  function declare(pattern: unknown): void {
    if (!isSyntax(pattern)) return;
    const { type } = pattern;
    if (type === 'Identifier') declared.add(pattern.name as string);
    if (type === 'ObjectPattern')
      for (const property of pattern.properties as Syntax[]) declare(property.value ?? property);
    if (type === 'ArrayPattern') for (const element of pattern.elements as unknown[]) declare(element);
    if (type === 'AssignmentPattern') declare(pattern.left);
    if (type === 'RestElement') declare(pattern.argument);
  }
}

function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && typeof (value as Syntax).type === 'string';
}
