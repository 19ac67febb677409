import type { NodeDefinition } from '../nodes/index.ts';
import { jsonSchemaOf } from './json-schema-of.ts';
import { describeCard, describeForm, type FormGroup, type ResultCard } from './node-form.ts';

export type JsonSchema = {
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  examples?: unknown[];
  default?: unknown;
  [keyword: string]: unknown;
};

/** A node as every surface shows it: what it takes, does and returns, as plain JSON. */
export type NodeDescription = {
  name: string;
  title: string;
  /** `rollcall` + this is the command. */
  action: string;
  description: string;
  effects: NodeDefinition['effects'];
  params: JsonSchema;
  /** What no single parameter can say, as sentences. */
  rules: string[];
  output: JsonSchema;
  examples: { title: string; params: Record<string, unknown> }[];
  /** The parameters as a form shows them; credentials_id is not among them. */
  form: FormGroup[];
  /** Null where the message says it all. */
  card: ResultCard | null;
};

export function describeNode(definition: NodeDefinition): NodeDescription {
  const { name, title, action, description, effects, examples } = definition;
  const params = jsonSchemaOf(definition.params);
  const output = jsonSchemaOf(definition.output);
  return {
    name,
    title,
    action,
    description,
    effects,
    params,
    rules: definition.rules.map(({ says }) => says),
    output,
    examples,
    form: describeForm(definition, params),
    card: describeCard(output),
  };
}
