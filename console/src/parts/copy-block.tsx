import { Button } from '@bigcommerce/big-design';
import { type ReactNode, useState } from 'react';
import styled from 'styled-components';
import { Hidden } from './hidden.ts';

/** Text to copy, with a button that does it. @param label What it is, for people who do not see it: "Command" */
export function CopyBlock({ text, label }: { text: string; label: string }) {
  const [said, setSaid] = useState<string>();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch {
      setSaid('Select the text and press Ctrl+C');
    }
    setTimeout(() => setSaid(undefined), 2_500);
  };
  return (
    <Block>
      <section aria-label={label}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reached with the keyboard */}
        <pre tabIndex={0}>{wholeFlags(text)}</pre>
      </section>
      <Button variant="secondary" onClick={copy} aria-label={`Copy: ${label}`} marginBottom="none">
        {said ?? 'Copy'}
      </Button>
      <span role="status">{said && <Hidden>{said}</Hidden>}</span>
    </Block>
  );
}

/** A flag is never broken at its hyphens. */
function wholeFlags(text: string): ReactNode[] {
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have nothing else
  return text.split(/(?<=\s)(--[\w-]+)/).map((part, index) => (index % 2 ? <Whole key={index}>{part}</Whole> : part));
}

const Whole = styled.span`
  white-space: nowrap;
`;

const Block = styled.div`
  align-items: flex-start;
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spacing.xSmall};
  section { flex: 1 1 16rem; min-width: 0; }
  pre {
    background: ${({ theme }) => theme.colors.secondary10};
    border: 1px solid ${({ theme }) => theme.colors.secondary30};
    border-radius: ${({ theme }) => theme.borderRadius.normal};
    margin: 0;
    max-height: 24rem;
    overflow: auto;
    padding: ${({ theme }) => theme.spacing.small};
    white-space: pre-wrap;
  }
`;
