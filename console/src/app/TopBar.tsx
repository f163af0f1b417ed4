import TopNavigation, { type TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import { useContext, useState } from 'react';
import { useNavigate } from 'react-router';

import { hrefOf } from '../components/links';
import { useSession, WhoContext } from '../session/Session';
import { showTheme, storedTheme, storeTheme, type ThemeChoice } from './theme';

const themes: readonly { id: ThemeChoice; text: string }[] = [
  { id: 'system', text: 'As the system' },
  { id: 'light', text: 'Light' },
  { id: 'dark', text: 'Dark' },
];

export function TopBar({ signedIn }: { readonly signedIn: boolean }) {
  const navigate = useNavigate();
  const { signOut } = useSession();
  const keyName = useContext(WhoContext)?.data?.key?.name ?? 'Signed in';
  const [theme, setTheme] = useState(() => storedTheme(localStorage));

  const choose = (choice: ThemeChoice) => {
    storeTheme(localStorage, choice);
    showTheme(choice);
    setTheme(choice);
  };

  const themeMenu: TopNavigationProps.Utility = {
    type: 'menu-dropdown',
    text: 'Theme',
    iconName: 'settings',
    ariaLabel: 'Theme',
    items: themes.map(({ id, text }) => ({ id, text, itemType: 'checkbox', checked: id === theme })),
    onItemClick: ({ detail }) => choose(detail.id as ThemeChoice),
  };
  const keyMenu: TopNavigationProps.Utility = {
    type: 'menu-dropdown',
    text: keyName,
    iconName: 'user-profile',
    ariaLabel: `Signed in with key ${keyName}`,
    items: [
      { id: 'account', text: 'Who am I', href: hrefOf('/account') },
      { id: 'sign-out', text: 'Sign out' },
    ],
    onItemFollow: (event) => {
      event.preventDefault();
      void navigate('/account');
    },
    onItemClick: ({ detail }) => {
      if (detail.id === 'sign-out') {
        signOut();
      }
    },
  };
  return (
    <TopNavigation
      identity={{
        href: hrefOf('/'),
        title: 'Refloat',
        onFollow: (event) => {
          event.preventDefault();
          void navigate('/');
        },
      }}
      utilities={signedIn ? [themeMenu, keyMenu] : [themeMenu]}
    />
  );
}
