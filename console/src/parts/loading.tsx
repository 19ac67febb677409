import { Flex, ProgressCircle, Text } from '@bigcommerce/big-design';

/** @param what What is awaited: "Loading the imports" */
export function Loading({ what }: { what: string }) {
  return (
    <Flex role="status" flexDirection="column" alignItems="center" flexGap="1rem" padding="xLarge">
      <ProgressCircle size="small" />
      <Text color="secondary60">{what} …</Text>
    </Flex>
  );
}
