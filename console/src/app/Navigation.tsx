import SideNavigation, { type SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import { useLocation, useNavigate } from 'react-router';

import { followInside, hrefOf } from '../components/links';
import { mayGrant } from '../session/permissions';
import { useWho } from '../session/Session';

export function Navigation() {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const { data } = useWho();
  const items: SideNavigationProps.Item[] = [
    link('Backups', '/backups'),
    link('Jobs', '/jobs'),
    link('Clusters', '/clusters'),
    { type: 'divider' },
    link('Triggers', '/triggers'),
    link('Drills', '/drills'),
    { type: 'divider' },
    ...(mayGrant(data?.key ?? null) ? [link('Access', '/access')] : []),
    link('Who am I', '/account'),
  ];
  return (
    <SideNavigation
      activeHref={hrefOf(`/${pathname.split('/')[1] ?? ''}`)}
      header={{ text: 'Restores', href: hrefOf('/') }}
      items={items}
      onFollow={followInside(navigate)}
    />
  );
}

function link(text: string, path: string): SideNavigationProps.Link {
  return { type: 'link', text, href: hrefOf(path) };
}
