import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

import { Client } from '../api/client';
import { Api } from '../api/routes';
import type { ApiKey, Project } from '../api/types';
import { wait } from '../api/wait';
import { usePolled, type Polled } from '../polling/usePolled';
import { forgetKey, prefixOf, storedKey, storeKey } from './keyStore';

export interface Who {
  /** The key that signed in; null where the list of keys does not show it. */
  readonly key: ApiKey | null;
  readonly projects: Project[];
}

interface SessionState {
  readonly signedIn: boolean;
  /** Why the last session ended; empty where it did not, or was ended on purpose. */
  readonly ended: string;
  readonly signIn: (key: string) => Promise<void>;
  readonly signOut: () => void;
  readonly api: Api;
}

const SessionContext = createContext<SessionState | null>(null);

function apiWith(key: () => string | null, onSignedOut: (message: string) => void): Api {
  return new Api(new Client({ fetch: (...call) => fetch(...call), key, onSignedOut, wait }));
}

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [signedIn, setSignedIn] = useState(() => storedKey(sessionStorage) !== null);
  const [ended, setEnded] = useState('');

  const leave = useCallback((message: string) => {
    forgetKey(sessionStorage);
    setEnded(message);
    setSignedIn(false);
  }, []);

  const session = useMemo<SessionState>(
    () => ({
      signedIn,
      ended,
      api: apiWith(() => storedKey(sessionStorage), leave),
      signIn: async (key) => {
        // Nothing is stored before the service has taken the key.
        await apiWith(
          () => key,
          () => undefined,
        ).projects();
        storeKey(sessionStorage, key);
        setEnded('');
        setSignedIn(true);
      },
      signOut: () => leave(''),
    }),
    [signedIn, ended, leave],
  );
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

export function useSession(): SessionState {
  const session = useContext(SessionContext);
  if (session === null) {
    throw new Error('There is no session around this component.');
  }
  return session;
}

export function useApi(): Api {
  return useSession().api;
}

export const WhoContext = createContext<Polled<Who> | null>(null);

/** Knows who is signed in. Below it somebody is. */
export function WhoProvider({ children }: { readonly children: ReactNode }) {
  const api = useApi();
  const who = usePolled<Who>('who', async (signal) => {
    const own = storedKey(sessionStorage);
    const [key, projects] = await Promise.all([
      own === null ? null : api.ownKey(prefixOf(own), undefined, signal),
      api.projects(signal),
    ]);
    return { key, projects };
  });
  return <WhoContext.Provider value={who}>{children}</WhoContext.Provider>;
}

export function useWho(): Polled<Who> {
  const who = useContext(WhoContext);
  if (who === null) {
    throw new Error('Nobody is signed in around this component.');
  }
  return who;
}

/** The name of a project by its id; the id where the name is not known. */
export function useProjectName(): (projectId: string) => string {
  const { data } = useWho();
  return useMemo(() => {
    const names = new Map((data?.projects ?? []).map((project) => [project.projectId, project.projectName]));
    return (projectId) => names.get(projectId) ?? projectId;
  }, [data]);
}
