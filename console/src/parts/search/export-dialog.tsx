import { H4, Text } from '@bigcommerce/big-design';
import styled from 'styled-components';
import { Dialog } from '../dialog.tsx';
import { DownloadLink } from '../download-link.tsx';
import { tell } from '../tell.ts';

export type ExportDialogProps = {
  /** "Export 32 customers" */
  title: string;
  /** What is in it, and what is not. */
  children: string;
  files: { format: string; text: string; href: string }[];
  onClose(): void;
};

/** Offers files to download; the browser shows how far it is. */
export function ExportDialog({ title, children, files, onClose }: ExportDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <Text>{children}</Text>
      {files.map(({ format, text, href }) => (
        <File key={format}>
          <div>
            <H4 as="h3" marginBottom="none">
              {format}
            </H4>
            <Text color="secondary60" marginBottom="none">
              {text}
            </Text>
          </div>
          <DownloadLink
            href={href}
            onStarted={() => {
              tell('The download has begun.');
              onClose();
            }}
          >
            Download {format}
          </DownloadLink>
        </File>
      ))}
    </Dialog>
  );
}

const File = styled.div`
  align-items: center;
  border: 1px solid ${({ theme }) => theme.colors.secondary30};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spacing.small};
  justify-content: space-between;
  padding: ${({ theme }) => theme.spacing.small};
  & > div { flex: 1 1 14rem; }
  a {
    border: 1px solid ${({ theme }) => theme.colors.primary40};
    border-radius: ${({ theme }) => theme.borderRadius.normal};
    color: ${({ theme }) => theme.colors.primary60};
    padding: ${({ theme }) => `${theme.spacing.xxSmall} ${theme.spacing.small}`};
    text-decoration: none;
    white-space: nowrap;
    &:hover { background: ${({ theme }) => theme.colors.primary10}; }
  }
`;
