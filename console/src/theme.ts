import { createTheme, type ThemeInterface } from '@bigcommerce/big-design-theme';
import { useSyncExternalStore } from 'react';

const { colors, ...rest } = createTheme();

/** Links and buttons one shade deeper than the design system has them: on the grey ground of a page its own are below 4.5 : 1. */
const light: ThemeInterface = { ...rest, colors: { ...colors, primary: colors.primary50, danger: colors.danger50 } };

/** The design system has no dark palette, but it names colours by depth: read from the other end, it is one. */
const dark: ThemeInterface = {
  ...light,
  colors: {
    ...light.colors,
    white: '#1B1E2A',
    brand: '#9EB3FC',
    secondary: '#4A506B',
    secondary10: '#12141D',
    secondary20: '#252938',
    secondary30: '#363B50',
    secondary40: '#4A506B',
    secondary50: '#8C93AD',
    secondary60: '#B4BAD1',
    secondary70: '#ECEEF5',
    primary: '#8FA8FF',
    primary10: '#1C2340',
    primary20: '#263261',
    primary30: '#4A61B8',
    primary40: '#8FA8FF',
    primary50: '#A6BAFF',
    primary60: '#BCCBFF',
    primary70: '#DBE3FE',
    danger: '#FF8088',
    danger10: '#3A1A20',
    danger20: '#54222A',
    danger30: '#94404A',
    danger40: '#FF8088',
    danger50: '#FF99A0',
    danger60: '#FFB3B8',
    danger70: '#FEDBDE',
    warning10: '#33290F',
    warning20: '#4A3B12',
    warning30: '#7A6017',
    warning40: '#8A6A00',
    warning60: '#FFD65C',
    warning70: '#FFE180',
    success: '#5FCB72',
    success10: '#14291A',
    success20: '#1C3D25',
    success30: '#2F6B3D',
    success40: '#5FCB72',
    success50: '#7BD98C',
    success60: '#9CE5A9',
    success70: '#D3F5D9',
  },
};

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');

/** Light or dark, as the system has it now. */
export function useTheme(): ThemeInterface {
  const isDark = useSyncExternalStore(
    (changed) => {
      prefersDark.addEventListener('change', changed);
      return () => prefersDark.removeEventListener('change', changed);
    },
    () => prefersDark.matches,
  );
  return isDark ? dark : light;
}
