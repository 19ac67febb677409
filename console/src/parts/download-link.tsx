import { type MouseEvent, type ReactNode, useState } from 'react';
import styled from 'styled-components';
import { checkDownload } from '../api/check-download.ts';
import { Trouble } from './trouble.tsx';

export type DownloadLinkProps = {
  /** An address of the API that answers with a file. */
  href: string;
  children: ReactNode;
  /** Called when the browser has begun to load the file. */
  onStarted?: () => void;
};

/** A file of the API. It is asked first whether there is one, so that a refusal is read here and not in the browser's list of downloads. */
export function DownloadLink({ href, children, onStarted }: DownloadLinkProps) {
  const [state, setState] = useState<'rest' | 'asking' | Error>('rest');
  const download = async (event: MouseEvent<HTMLAnchorElement>): Promise<void> => {
    event.preventDefault();
    if (state === 'asking') return;
    setState('asking');
    try {
      await checkDownload(href);
      const link = document.createElement('a');
      link.href = href;
      link.download = '';
      link.click();
      setState('rest');
      onStarted?.();
    } catch (error) {
      setState(error as Error);
    }
  };
  return (
    <>
      <Link href={href} download onClick={download} aria-busy={state === 'asking'}>
        {children}
      </Link>
      {state instanceof Error && <Trouble error={state} header="The file could not be downloaded" />}
    </>
  );
}

const Link = styled.a`
  color: ${({ theme }) => theme.colors.primary60};
  font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
  text-underline-offset: 0.15em;
  &[aria-busy="true"] { cursor: progress; }
`;
