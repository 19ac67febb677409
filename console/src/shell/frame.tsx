import { useIsFetching } from '@tanstack/react-query';
import { Suspense, useEffect, useRef } from 'react';
import { NavigationType, NavLink, Outlet, useLocation, useNavigationType } from 'react-router';
import styled from 'styled-components';
import { useSandbox } from '../api/sandbox.ts';
import { Connection } from './connection.tsx';
import { SignOut } from './sign-out.tsx';
import { StoreChoice } from './store-choice.tsx';
import { useKeptFocus } from './use-kept-focus.ts';

const pages = [
  { to: '/imports', text: 'Imports' },
  { to: '/customers', text: 'Customers' },
  { to: '/orders', text: 'Orders' },
  { to: '/nodes', text: 'Nodes' },
  { to: '/stores', text: 'Stores' },
];

/** What stands around every page: where one is, which store it is about, and whether Rollcall still answers. */
export function Frame() {
  const { data: sandbox } = useSandbox();
  // What is shown already and only kept fresh makes nobody wait.
  const isBusy = useIsFetching({ predicate: ({ state }) => state.data === undefined }) > 0;
  const ground = useNewPage();
  useKeptFocus(ground);
  return (
    <>
      <Skip href="#page">Skip to the page</Skip>
      <Bar>
        <Home to="/imports" end aria-label="Rollcall, imports">
          <img src="/rollcall.svg" alt="" width="28" height="28" />
          <span>Rollcall</span>
        </Home>
        <nav aria-label="Pages">
          {[...pages, ...(sandbox ? [{ to: '/sandbox', text: 'Sandbox' }] : [])].map(({ to, text }) => (
            <Tab key={to} to={to}>
              {text}
            </Tab>
          ))}
        </nav>
        <StoreChoice />
        <SignOut />
      </Bar>
      <Connection />
      <Ground ref={ground} id="page" tabIndex={-1} aria-busy={isBusy}>
        <Suspense>
          <Outlet />
        </Suspense>
      </Ground>
    </>
  );
}

/** A page that was gone to begins at its top, for the eye and for the keyboard; one that was gone back to is where it was. */
function useNewPage() {
  const ground = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const how = useNavigationType();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (how === NavigationType.Pop) return;
    window.scrollTo(0, 0);
    ground.current?.focus({ preventScroll: true });
  }, [pathname, how]);
  return ground;
}

const Skip = styled.a`
  left: -100vw;
  position: absolute;
  &:focus {
    background: ${({ theme }) => theme.colors.white};
    left: 0;
    padding: ${({ theme }) => theme.spacing.small};
    z-index: 10;
  }
`;

const Bar = styled.header`
  align-items: center;
  background: ${({ theme }) => theme.colors.white};
  border-bottom: 1px solid ${({ theme }) => theme.colors.secondary30};
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => `${theme.spacing.xSmall} ${theme.spacing.large}`};
  padding: ${({ theme }) => `${theme.spacing.xSmall} ${theme.spacing.medium}`};
  nav {
    display: flex;
    flex: 1 1 auto;
    flex-wrap: wrap;
    gap: ${({ theme }) => theme.spacing.xxSmall};
  }
  /* One flow of links on a phone: what is reached first with the keyboard also stands first. */
  @media (max-width: 720px) {
    column-gap: ${({ theme }) => theme.spacing.xxSmall};
    nav { display: contents; }
  }
  @media (max-width: 480px) {
    padding: ${({ theme }) => theme.spacing.xSmall};
    row-gap: 0;
    /* The mark says it alone. */
    img + span { display: none; }
  }
`;

const Home = styled(NavLink)`
  align-items: center;
  color: ${({ theme }) => theme.colors.secondary70};
  display: flex;
  font-size: ${({ theme }) => theme.typography.fontSize.large};
  font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
  gap: ${({ theme }) => theme.spacing.xSmall};
  text-decoration: none;
`;

const Tab = styled(NavLink)`
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  color: ${({ theme }) => theme.colors.secondary70};
  padding: ${({ theme }) => `${theme.spacing.xxSmall} ${theme.spacing.small}`};
  text-decoration: none;
  @media (max-width: 480px) { padding: ${({ theme }) => theme.spacing.xxSmall}; }
  &:hover { background: ${({ theme }) => theme.colors.secondary20}; }
  &.active {
    background: ${({ theme }) => theme.colors.primary10};
    color: ${({ theme }) => theme.colors.primary60};
    font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
  }
`;

const Ground = styled.main`
  margin: 0 auto;
  max-width: 80rem;
  outline: none;
  padding: ${({ theme }) => `${theme.spacing.large} ${theme.spacing.medium} ${theme.spacing.xxxLarge}`};
  @media (max-width: 480px) {
    padding-left: ${({ theme }) => theme.spacing.xSmall};
    padding-right: ${({ theme }) => theme.spacing.xSmall};
  }
`;
