import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Steps, { type StepsProps } from '@cloudscape-design/components/steps';
import { useState } from 'react';

import type { JobEvent } from '../api/types';
import { Time } from '../components/Age';
import { Loaded } from '../components/Loaded';
import { LongText } from '../components/LongText';
import { count } from '../format/sizes';
import { usePolled } from '../polling/usePolled';
import { useApi } from '../session/Session';
import { eventLook } from './eventLook';
import { eventsPage, newestFirst } from './newestFirst';

interface EventTimelineProps {
  readonly jobId: string;
  readonly moving: boolean;
  /** Changes with the job, so that its events are read again when it does. */
  readonly version: string;
}

const pageSize = 20;

/** What happened to a job, newest first. */
export function EventTimeline({ jobId, moving, version }: EventTimelineProps) {
  const api = useApi();
  const [page, setPage] = useState(1);
  const events = usePolled(
    `events ${jobId} ${page} ${version}`,
    (signal) => newestFirst(page, pageSize, (asked) => readPage(asked, signal)),
    () => moving,
  );
  const readPage = async (currentPage: number, signal: AbortSignal) => {
    const read = await api.jobEvents(jobId, { pageSize, currentPage }, signal);
    return { count: read.count, items: read.events };
  };
  const total = events.data?.count ?? 0;
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={events.data === null ? undefined : `(${count(total)})`}
          actions={
            total > pageSize && (
              <Pagination
                currentPageIndex={page}
                pagesCount={eventsPage(1, total, pageSize)}
                onChange={({ detail }) => setPage(detail.currentPageIndex)}
                ariaLabels={{
                  nextPageLabel: 'Older events',
                  previousPageLabel: 'Newer events',
                  paginationLabel: 'Pages of events',
                  pageLabel: (number) => `Page ${number} of events`,
                }}
              />
            )
          }
        >
          Events
        </Header>
      }
    >
      <Loaded of={events} what="what happened">
        {({ items }) => <Steps ariaLabel="Events, newest first" steps={items.map(step)} />}
      </Loaded>
    </Container>
  );
}

function step(event: JobEvent): StepsProps.Step {
  const { status, words } = eventLook(event);
  return {
    status,
    statusIconAriaLabel: status,
    header: <span className="words">{words}</span>,
    details: (
      <>
        <div className="words">
          <LongText text={event.message} />
        </div>
        <Box variant="small">
          <Time time={event.time} />
          {event.by !== null && <>, by {event.by}</>}
        </Box>
      </>
    ),
  };
}
