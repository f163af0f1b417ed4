import Link from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import { useNavigate, type NavigateFunction } from 'react-router';

const base = import.meta.env.BASE_URL.replace(/\/$/, '');

/** The address of a page, as the browser shows it. */
export function hrefOf(path: string): string {
  return base + path;
}

/** Follows a link without loading the console again. Links with a modifier key never come here. */
export function followInside(
  navigate: NavigateFunction,
): (event: { preventDefault: () => void; detail: { href?: string; external?: boolean } }) => void {
  return (event) => {
    const { href, external } = event.detail;
    if (href === undefined || external === true) {
      return;
    }
    event.preventDefault();
    void navigate(href.startsWith(`${base}/`) ? href.slice(base.length) : href);
  };
}

interface PageLinkProps {
  readonly to: string;
  readonly children: ReactNode;
  /** What screen readers say where the text alone does not tell where it leads. */
  readonly label?: string;
}

/** A link to another page of the console. */
export function PageLink({ to, children, label }: PageLinkProps) {
  const navigate = useNavigate();
  return (
    <Link href={hrefOf(to)} onFollow={followInside(navigate)} ariaLabel={label}>
      {children}
    </Link>
  );
}

export const paths = {
  backup: (clusterId: string, backupId: string) =>
    `/backups/${encodeURIComponent(clusterId)}/${encodeURIComponent(backupId)}`,
  job: (jobId: string) => `/jobs/${encodeURIComponent(jobId)}`,
  cluster: (clusterId: string) => `/clusters/${encodeURIComponent(clusterId)}`,
  trigger: (triggerId: string) => `/triggers/${encodeURIComponent(triggerId)}`,
} as const;
