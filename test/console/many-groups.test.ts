import { expect, test } from 'vitest';
import { expectReadable } from './expect-readable.ts';
import { useOnePage } from './use-one-page.ts';

const { on, visit, heading, button } = useOnePage();

const sentence = 'Partners of the northern and western regions with extended terms of payment and free shipping';
const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

test('a store with fifty groups more, some with very long names, offers them all and shows them whole', async () => {
  const names = [sentence, word, ...Array.from({ length: 48 }, (_, index) => `Group ${index + 1}`)];
  const ids: number[] = [];
  for (const name of names) {
    const { id } = await on.console.askSandbox<{ id: number }>('/v2/customer_groups', { name });
    ids.push(id);
  }
  const people = [
    { email: 'sentence@example.com', first_name: 'Long', last_name: 'Sentence', customer_group_id: ids[0] },
    { email: 'word@example.com', first_name: 'Long', last_name: 'Word', customer_group_id: ids[1] },
  ];
  const { data } = await on.console.askSandbox<{ data: { id: number }[] }>('/v3/customers', people);

  await visit('/customers?name=Long');
  await heading('2 customers found', 2);
  const group = on.page.getByRole('combobox', { name: 'Customer group' });
  await expect.poll(async () => await group.locator('option').allTextContents()).toEqual(expect.arrayContaining(names));
  await on.page.getByRole('cell', { name: word }).waitFor();
  await expectReadable(on.page, 'customers with long names of groups');
  await group.selectOption(word);
  await button('Search').click();
  await heading('1 customer found', 2);
  await expectReadable(on.page, 'a long name of a group that is searched for');

  await visit(`/customers/${data[0]!.id}`);
  await on.page.getByText(sentence).waitFor();
  await expectReadable(on.page, 'a customer with a long name of a group');
  await button('Edit').click();
  expect(await group.locator('option:checked').textContent()).toBe(sentence);
  await group.selectOption(word);
  await expectReadable(on.page, 'a form with a long name of a group');
  await button('Review the changes').click();
  await on.page.getByRole('dialog').getByText(word).waitFor();
  await expectReadable(on.page, 'a review with long names of groups');

  await visit('/nodes/create-customer');
  await group.selectOption(word);
  await on.page.getByText(`--customer-group-id ${ids[1]}`).waitFor();
  await expectReadable(on.page, 'a node with a long name of a group');
  await visit('/nodes/get-customer-groups');
  await button('Get customer groups').click();
  await on.page.getByRole('table').getByText(word).waitFor();
  await expectReadable(on.page, 'groups with long names');
  expect(on.console.faults()).toEqual([]);
});
