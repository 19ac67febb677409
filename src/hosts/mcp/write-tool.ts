import { isBlank, type NodeDefinition, type RollcallError } from '../../nodes/index.ts';
import { invalidParam } from '../invalid-param.ts';
import { readCredentialsId } from '../read-credentials-id.ts';
import type { AllowedStores, OpenedStore } from './allowed-stores.ts';
import { describeForAgents, toolName } from './describe-for-agents.ts';
import { describePlan, foundBy, noPlanFor } from './describe-plan.ts';
import { type Plan, type PlannedCall, type Plans, planHours, refusal } from './plans.ts';
import { readWriting, type Writing } from './read-writing.ts';
import { mostWhole, runWriting } from './run-writing.ts';
import type { McpTool, ToolContext, ToolResult } from './tool.ts';
import { inputOf, inputOfMany, outputOfNode } from './tool-schema.ts';
import { useImport, useItems } from './when-to-use.ts';

/** Customers or orders that a call may write without a plan. */
const mostUnplanned = 25;

export type WriteToolOptions = {
  stores: AllowedStores;
  plans: Plans;
  /** @default false */
  allowDeletes?: boolean;
};

/** A writing node as a tool: one object of parameters or many, and a plan where much, or anything for good, is at stake. */
export function createWriteTool(
  definition: NodeDefinition,
  { stores, plans, allowDeletes = false }: WriteToolOptions,
): McpTool {
  const name = toolName(definition);
  const { deletes } = definition.effects;
  const inputSchema = deletes ? inputOf(definition, planParam) : inputOfMany(definition, planParam);
  const known = Object.keys(inputSchema.properties ?? {});
  return {
    name,
    title: definition.title,
    description: describeForAgents(definition, [
      deletes
        ? `Deleting needs a dry run: call it without dry_run first, then with dry_run false, the plan_id that came and the same parameters, within ${planHours} hour.`
        : `${useItems} More than ${mostUnplanned} in one call need a dry run: call it with dry_run true first, then with dry_run false, the plan_id that came and the same parameters, within ${planHours} hour.`,
      ...(definition.action.endsWith('-customer') ? [useImport] : []),
    ]),
    inputSchema,
    outputSchema: outputOfNode(definition, deletes ? planOutput : { ...manyOutput, ...planOutput }),
    // A customer who exists may be overwritten by every one of them; the same call again changes nothing more.
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
    needs: deletes ? 'allow-deletes' : 'allow-writes',
    async call({ credentials_id: credentialsId, plan_id: planId, ...params }, context) {
      const writing = readWriting(definition, params, { tool: name, known });
      if (writing.deletes && !allowDeletes)
        throw invalidParam(
          'addresses_mode',
          'addresses_mode "replace" deletes the other addresses of customers who exist. Use add_missing or match; the user allows deleting by starting the server with --allow-deletes.',
        );
      const opened = await stores.open(readCredentialsId(credentialsId));
      const run = () => runWriting(definition, opened.store, writing, context);
      const needsPlan = writing.deletes || writing.each.length > mostUnplanned;
      const hasPlan = !isBlank(planId);
      if (writing.dryRun) {
        const result = await run();
        return needsPlan ? withPlan(result, writing, opened) : result;
      }
      if (needsPlan && !hasPlan) throw unplanned(writing);
      if (!needsPlan && hasPlan)
        throw refusal(
          `This call needs no plan: at most ${mostUnplanned} items, and nothing is deleted. Leave plan_id out.`,
          'not_needed',
        );
      if (!needsPlan) return run();
      const planned = plannedCall(opened, writing);
      return carryOut(planId, planned, context, async (plan) => {
        if (plan.found === undefined) return run();
        const again = { ...writing, dryRun: true, each: [{ ...params, dry_run: true }] };
        if (foundBy(await runWriting(definition, opened.store, again, context)) === plan.found) return run();
        throw refusal(
          `Since the dry run other customers hold these emails: nothing was deleted. Call ${name} with dry_run true again and look at what it says.`,
          'store_changed',
        );
      });
    },
  };

  function plannedCall({ store }: OpenedStore, { read }: Writing): PlannedCall {
    const { dry_run: _dryRun, max_wait_ms: _wait, ...bound } = read;
    return { tool: name, store: `${store.apiUrl} ${store.storeHash}`, params: bound };
  }

  function withPlan(result: ToolResult, writing: Writing, opened: OpenedStore): ToolResult {
    const trouble = noPlanFor(result);
    if (trouble !== undefined) return { ...result, message: `${result.message} ${trouble}` };
    const summary = describePlan(definition, result, writing, opened);
    // An email may be another customer's by then; an id never is.
    const found = writing.read.emails ? { found: foundBy(result) } : {};
    const { id } = plans.add(plannedCall(opened, writing), { summary, ...found });
    const next = `To do it, call ${name} again with dry_run false, plan_id "${id}" and the same parameters. The plan lasts ${planHours} hour and is carried out once.`;
    return { ...result, plan_id: id, plan: summary, next };
  }

  async function carryOut(
    planId: unknown,
    call: PlannedCall,
    { ask, signal }: ToolContext,
    run: (plan: Plan) => Promise<ToolResult>,
  ): Promise<ToolResult> {
    const plan = plans.take(planId, call);
    const answer = ask ? await ask(`${plan.summary}\n\nShall Rollcall do this?`) : 'yes';
    if (answer === 'no') {
      plans.decline(plan);
      throw refusal(
        'The user was asked and said no: nothing was written. Do not try again unless they tell you to.',
        'declined',
      );
    }
    if (answer === 'unanswered' || signal.aborted) {
      plans.giveBack(plan);
      throw refusal(
        'The user was asked and did not answer: nothing was written. The plan still holds; call again once they are there.',
        'unanswered',
      );
    }
    return run(plan);
  }
}

function unplanned({ deletes, each }: Writing): RollcallError {
  const why = deletes
    ? 'Deleting needs the plan_id of its dry run'
    : `${each.length} items are more than ${mostUnplanned}, which need the plan_id of their dry run`;
  return refusal(
    `${why}. Nothing was written. Call again with dry_run true and the same parameters, look at what it says, and then give its plan_id with dry_run false.`,
    'missing',
  );
}

const planParam = {
  plan_id: { type: 'string', description: 'That of the dry run of this very call.' },
};

const planOutput = {
  plan_id: { type: 'string', description: 'Of a dry run: with it the same call may be made for real.' },
  plan: { type: 'string', description: 'What that call would do.' },
  next: { type: 'string', description: 'How to make it.' },
};

const manyOutput = {
  results: {
    type: 'array',
    items: { type: 'object', properties: { index: {}, success: {}, outcome: {}, customer_id: {}, error: {} } },
    description: `One result per item, in their order. Of more than ${mostWhole}, a success is told by its outcome and id, a failure by its error.`,
  },
  left: { type: 'string', description: 'Of a long dry run: the results that are not shown.' },
  counts: { type: 'object', description: 'Succeeded, failed, and how many of each outcome.' },
};
