import { createGlobalStyle } from 'styled-components';

/** What the design system leaves to the page: the ground colour, text that browsers style themselves, and a focus that shows. */
export const PageStyles = createGlobalStyle`
  html { color-scheme: light dark; overflow-wrap: anywhere; }
  body {
    background: ${({ theme }) => theme.colors.secondary10};
    color: ${({ theme }) => theme.colors.secondary70};
    font-size: ${({ theme }) => theme.typography.fontSize.medium};
    line-height: ${({ theme }) => theme.lineHeight.medium};
    margin: 0;
  }
  *, *::before, *::after { box-sizing: border-box; }
  /* A part of the page that holds the keyboard's place is no button. */
  [tabindex="-1"]:not(button):focus { outline: none; }
  a:focus-visible, [tabindex="0"]:focus-visible, [role="tab"]:focus-visible, summary:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary};
    outline-offset: 2px;
  }
  /* A field that the keyboard is sent to is seen with its label and with what is said below it. */
  input, select, textarea { scroll-margin: 4.5rem 0; }
  code, pre, kbd { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.9em; }
  /* The design system darkens the page behind a dialog with its text colour, which is light here. */
  @media (prefers-color-scheme: dark) {
    [role="dialog"] { background: rgb(0 0 0 / 65%) !important; }
  }
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation-duration: 0.01ms !important; transition-duration: 0.01ms !important; }
  }
`;
