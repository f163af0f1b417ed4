import AppLayout from '@cloudscape-design/components/app-layout';
import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import { Suspense, useState, type ReactNode } from 'react';

import { Notes } from '../flash/Flash';
import { Navigation } from './Navigation';
import { PageTrail, TrailProvider } from './Trail';
import { TopBar } from './TopBar';
import { PageBoundary } from './PageBoundary';

interface ShellProps {
  readonly signedIn: boolean;
  readonly children: ReactNode;
}

/** What is around every page. */
export function Shell({ signedIn, children }: ShellProps) {
  const [navigationOpen, setNavigationOpen] = useState(() => window.innerWidth > 900);
  return (
    <TrailProvider>
      <div id="top">
        <TopBar signedIn={signedIn} />
      </div>
      <AppLayout
        headerSelector="#top"
        navigationHide={!signedIn}
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
        navigation={signedIn ? <Navigation /> : undefined}
        breadcrumbs={signedIn ? <PageTrail /> : undefined}
        notifications={<Notes />}
        toolsHide
        ariaLabels={{
          navigation: 'Side navigation',
          navigationClose: 'Close side navigation',
          navigationToggle: 'Open side navigation',
          notifications: 'Notifications',
        }}
        content={
          <PageBoundary>
            <Suspense fallback={<PageLoading />}>{children}</Suspense>
          </PageBoundary>
        }
      />
    </TrailProvider>
  );
}

function PageLoading() {
  return (
    <Box padding="xxl" textAlign="center">
      <span role="status">
        <Spinner size="large" /> Loading…
      </span>
    </Box>
  );
}
