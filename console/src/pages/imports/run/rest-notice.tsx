import { H2, Text } from '@bigcommerce/big-design';
import styled from 'styled-components';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { dateTime } from '../../../parts/amounts.ts';
import { DownloadLink } from '../../../parts/download-link.tsx';
import { Actions } from '../../../parts/page.tsx';
import { TextLink } from '../../../parts/text-link.tsx';
import { CorrectRejects } from './correct-rejects.tsx';
import { type RestWords, restWords } from './rest-words.ts';

/** Why an import rests, in one sentence, and what comes next. */
export function RestNotice({ view, isAway }: { view: ImportView; isAway: boolean }) {
  const isCorrectable = view.state === 'completed' && view.rejected > 0 && !view.purged_at;
  const { tone, header, texts, links } = restWords(view);
  return (
    <Notice role="status" $tone={tone}>
      <H2 marginBottom="xxSmall">{header}</H2>
      {texts.map((text) => (
        <Text key={text} marginBottom="none">
          {text}
        </Text>
      ))}
      {view.purged_at && (
        <Text marginBottom="none">
          Its rows were deleted on {dateTime(view.purged_at)}, as set for this import; the counts stay.
        </Text>
      )}
      {(links.length > 0 || isCorrectable) && (
        <Links>
          {links.map(({ text, to }) =>
            to.startsWith('/api/') ? (
              <DownloadLink key={to} href={to}>
                {text}
              </DownloadLink>
            ) : (
              <TextLink key={to} to={to}>
                {text}
              </TextLink>
            ),
          )}
          {isCorrectable && <CorrectRejects view={view} isAway={isAway} />}
        </Links>
      )}
    </Notice>
  );
}

const Notice = styled.div<{ $tone: RestWords['tone'] }>`
  background: ${({ theme }) => theme.colors.white};
  border-left: 4px solid ${({ theme, $tone }) => theme.colors[`${$tone}40`]};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  box-shadow: ${({ theme }) => theme.shadow.raised};
  display: grid;
  gap: ${({ theme }) => theme.spacing.xxSmall};
  padding: ${({ theme }) => `${theme.spacing.medium} ${theme.spacing.large}`};
`;

const Links = styled(Actions)`
  gap: ${({ theme }) => `${theme.spacing.xxSmall} ${theme.spacing.large}`};
  margin-top: ${({ theme }) => theme.spacing.xSmall};
`;
