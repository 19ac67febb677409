import { useMutation } from '@tanstack/react-query';
import { ApiError } from '../../../api/request.ts';
import { useChosenStore } from '../../../parts/chosen-store.tsx';
import { startUpload } from './uploads.ts';

/** Sends the sample file into the sandbox, whose credential is given; from then on the pages are about the sandbox. */
export function useTryWithSandbox() {
  const { choose } = useChosenStore();
  return useMutation({
    mutationFn: async (credentialsId: string) => {
      const response = await fetch('/sample-customers.csv');
      if (!response.ok)
        throw new ApiError('The sample file is missing from this installation. Choose a file of your own.', {
          status: response.status,
          code: 'not_found',
        });
      choose(credentialsId);
      await startUpload(await response.blob(), 'sample-customers.csv', credentialsId);
    },
  });
}
