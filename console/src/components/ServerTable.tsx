import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useRef, type ReactNode } from 'react';

import { count } from '../format/sizes';
import type { Polled } from '../polling/usePolled';
import { ErrorNotice } from './ErrorNotice';

export interface Page<T> {
  /** Items on all pages. */
  readonly count: number;
  readonly items: readonly T[];
}

interface ServerTableProps<T> {
  readonly title: string;
  readonly description?: ReactNode;
  readonly of: Polled<Page<T>>;
  readonly columns: readonly TableProps.ColumnDefinition<T>[];
  readonly trackBy: (item: T) => string;
  /** What is said where there is nothing at all. */
  readonly empty: ReactNode;
  /** Whether something narrows the list: then there is nothing that matches, rather than nothing. */
  readonly narrowed?: boolean;
  readonly noMatch?: ReactNode;
  readonly filter?: ReactNode;
  readonly actions?: ReactNode;
  /** Whether it is a part of a page, rather than the page. */
  readonly nested?: boolean;
  readonly page: number;
  readonly pageSize: number;
  readonly onPage: (page: number) => void;
}

/** A table of which the service pages: only what is on the screen was read. */
export function ServerTable<T>(props: ServerTableProps<T>) {
  const { of, page, pageSize, nested = false } = props;
  // The last that was read: while another page is read, or cannot be, the numbers of the pages stay where they are.
  const total = useRef(0);
  total.current = of.data?.count ?? total.current;
  const pages = Math.max(1, Math.ceil(total.current / pageSize), page);
  return (
    <SpaceBetween size="m">
      {of.error !== null && <ErrorNotice error={of.error} onRetry={of.refresh} stale={of.data !== null} />}
      <Table
        variant={nested ? 'container' : 'full-page'}
        stickyHeader={!nested}
        columnDefinitions={props.columns}
        items={of.data?.items ?? []}
        trackBy={props.trackBy}
        loading={of.data === null && of.error === null}
        loadingText={`Loading ${props.title.toLowerCase()}…`}
        empty={of.error === null ? (props.narrowed === true ? props.noMatch : props.empty) : 'Nothing could be read.'}
        filter={props.filter}
        ariaLabels={{ tableLabel: props.title }}
        wrapLines
        header={
          <Header
            variant={nested ? 'h2' : 'awsui-h1-sticky'}
            counter={of.data === null ? undefined : `(${count(of.data.count)})`}
            description={props.description}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="refresh" ariaLabel="Refresh" loading={of.loading && of.data !== null} onClick={of.refresh} />
                {props.actions}
              </SpaceBetween>
            }
          >
            {props.title}
          </Header>
        }
        pagination={
          <Pagination
            currentPageIndex={page}
            pagesCount={pages}
            onChange={({ detail }) => props.onPage(detail.currentPageIndex)}
            ariaLabels={{
              nextPageLabel: 'Next page',
              previousPageLabel: 'Previous page',
              paginationLabel: `Pages of ${props.title.toLowerCase()}`,
              pageLabel: (number) => `Page ${number}`,
            }}
          />
        }
      />
    </SpaceBetween>
  );
}
