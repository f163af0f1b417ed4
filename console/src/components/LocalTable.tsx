import { useCollection } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { ReactNode } from 'react';

import { count } from '../format/sizes';
import { Empty } from './Empty';

interface LocalTableProps<T> {
  readonly title: string;
  readonly items: readonly T[];
  readonly columns: readonly TableProps.ColumnDefinition<T>[];
  readonly trackBy: (item: T) => string;
  /** What the search looks at. */
  readonly searched: (item: T) => string;
  readonly empty: string;
  readonly actions?: ReactNode;
}

const pageSize = 25;

/** A column is no narrower than this: on a small screen the table scrolls, and words do not break. */
const leastWidth = 120;

/** A table of which all is here: it is searched, sorted and paged without the service. */
export function LocalTable<T>({ title, items, columns, trackBy, searched, empty, actions }: LocalTableProps<T>) {
  const collection = useCollection(items, {
    filtering: {
      filteringFunction: (item, text) => searched(item).toLowerCase().includes(text.toLowerCase()),
      empty: <Empty title={empty} />,
      noMatch: (
        <Empty title="Nothing matches" action={<Button onClick={() => collection.actions.setFiltering('')}>Clear the search</Button>} />
      ),
    },
    pagination: { pageSize },
    sorting: {},
  });
  const large = items.length > pageSize / 2;
  return (
    <Table
      {...collection.collectionProps}
      variant="container"
      items={collection.items}
      columnDefinitions={columns.map((column) => ({ minWidth: leastWidth, ...column }))}
      trackBy={trackBy}
      ariaLabels={{ tableLabel: title }}
      wrapLines
      header={
        <Header variant="h2" counter={`(${count(items.length)})`} actions={actions}>
          {title}
        </Header>
      }
      filter={
        large && (
          <TextFilter
            {...collection.filterProps}
            filteringAriaLabel={`Search ${title.toLowerCase()}`}
            filteringPlaceholder="Search"
            filteringClearAriaLabel="Clear the search"
            countText={`${count(collection.filteredItemsCount ?? 0)} found`}
          />
        )
      }
      pagination={
        items.length > pageSize && (
          <Pagination
            {...collection.paginationProps}
            ariaLabels={{
              nextPageLabel: 'Next page',
              previousPageLabel: 'Previous page',
              paginationLabel: `Pages of ${title.toLowerCase()}`,
              pageLabel: (number) => `Page ${number}`,
            }}
          />
        )
      }
    />
  );
}
