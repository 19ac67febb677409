import type uPlot from 'uplot';

/** The chart library, fetched when a chart is shown. */
export async function loadPlot(): Promise<typeof uPlot> {
  // It takes the browser's language as it is loaded and dies of one that is none, such as Chromium's "en-US@posix" under LANG=C.
  try {
    Intl.getCanonicalLocales(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
  }
  return (await import('uplot')).default;
}
