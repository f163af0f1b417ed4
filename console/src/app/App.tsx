import I18nProvider from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { lazy } from 'react';
import { Navigate, Route, Routes } from 'react-router';

import { FlashProvider } from '../flash/Flash';
import { SessionProvider, useSession, WhoProvider } from '../session/Session';
import { Shell } from './Shell';

const SignInPage = lazy(() => import('../pages/SignInPage'));
const AccountPage = lazy(() => import('../pages/AccountPage'));
const BackupsPage = lazy(() => import('../pages/BackupsPage'));
const BackupPage = lazy(() => import('../pages/BackupPage'));
const RestoreClusterPage = lazy(() => import('../wizards/cluster/RestoreClusterPage'));
const RestoreCollectionsPage = lazy(() => import('../wizards/collections/RestoreCollectionsPage'));
const JobsPage = lazy(() => import('../pages/JobsPage'));
const JobPage = lazy(() => import('../pages/JobPage'));
const ClustersPage = lazy(() => import('../pages/ClustersPage'));
const ClusterPage = lazy(() => import('../pages/ClusterPage'));
const TriggersPage = lazy(() => import('../pages/TriggersPage'));
const TriggerPage = lazy(() => import('../pages/TriggerPage'));
const CreateTriggerPage = lazy(() => import('../pages/CreateTriggerPage'));
const DrillsPage = lazy(() => import('../pages/DrillsPage'));
const AccessPage = lazy(() => import('../pages/AccessPage'));
const CreateKeyPage = lazy(() => import('../pages/CreateKeyPage'));
const CreateRolePage = lazy(() => import('../pages/CreateRolePage'));
const NotFoundPage = lazy(() => import('../pages/NotFoundPage'));

export function App() {
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <SessionProvider>
        <FlashProvider>
          <Pages />
        </FlashProvider>
      </SessionProvider>
    </I18nProvider>
  );
}

/** Whoever is not signed in sees the sign-in page at every address, and the page of the address afterwards. */
function Pages() {
  const { signedIn } = useSession();
  if (!signedIn) {
    return (
      <Shell signedIn={false}>
        <SignInPage />
      </Shell>
    );
  }
  return (
    <WhoProvider>
      <Shell signedIn>
        <Routes>
          <Route path="/" element={<Navigate to="/backups" replace />} />
          <Route path="/account" element={<AccountPage />} />
          <Route path="/backups" element={<BackupsPage />} />
          <Route path="/backups/:clusterId/:backupId" element={<BackupPage />} />
          <Route path="/backups/:clusterId/:backupId/restore-cluster" element={<RestoreClusterPage />} />
          <Route path="/backups/:clusterId/:backupId/restore-collections" element={<RestoreCollectionsPage />} />
          <Route path="/jobs" element={<JobsPage />} />
          <Route path="/jobs/:jobId" element={<JobPage />} />
          <Route path="/clusters" element={<ClustersPage />} />
          <Route path="/clusters/:clusterId" element={<ClusterPage />} />
          <Route path="/triggers" element={<TriggersPage />} />
          <Route path="/triggers/create" element={<CreateTriggerPage />} />
          <Route path="/triggers/:triggerId" element={<TriggerPage />} />
          <Route path="/drills" element={<DrillsPage />} />
          <Route path="/access" element={<AccessPage />} />
          <Route path="/access/create-key" element={<CreateKeyPage />} />
          <Route path="/access/create-role" element={<CreateRolePage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Routes>
      </Shell>
    </WhoProvider>
  );
}
