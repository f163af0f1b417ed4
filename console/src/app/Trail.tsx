import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';

import { followInside, hrefOf } from '../components/links';

export interface Crumb {
  readonly text: string;
  /** Path of the page inside the console. */
  readonly href: string;
}

const home: Crumb = { text: 'Refloat', href: '/' };

interface Trail {
  readonly crumbs: readonly Crumb[];
  readonly show: (crumbs: readonly Crumb[]) => void;
}

const TrailContext = createContext<Trail | null>(null);

export function TrailProvider({ children }: { readonly children: ReactNode }) {
  const [crumbs, show] = useState<readonly Crumb[]>([]);
  const trail = useMemo(() => ({ crumbs, show }), [crumbs]);
  return <TrailContext.Provider value={trail}>{children}</TrailContext.Provider>;
}

function useTrailContext(): Trail {
  const trail = useContext(TrailContext);
  if (trail === null) {
    throw new Error('There is no trail around this component.');
  }
  return trail;
}

/** Says where the page is: in the breadcrumbs, and by its last part in the title of the tab. */
export function useTrail(...crumbs: Crumb[]): void {
  const { show } = useTrailContext();
  const written = JSON.stringify(crumbs);
  useEffect(() => {
    const parts = JSON.parse(written) as Crumb[];
    show(parts);
    document.title = `${parts.at(-1)?.text ?? 'Refloat'} – Refloat console`;
  }, [written, show]);
}

export function PageTrail() {
  const { crumbs } = useTrailContext();
  const navigate = useNavigate();
  return (
    <BreadcrumbGroup
      ariaLabel="Breadcrumbs"
      items={[home, ...crumbs].map(({ text, href }) => ({ text, href: hrefOf(href) }))}
      onFollow={followInside(navigate)}
    />
  );
}
