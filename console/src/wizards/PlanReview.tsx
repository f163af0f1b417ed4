import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';

import { ErrorNotice } from '../components/ErrorNotice';
import { Loading } from '../components/Loaded';
import { PlanView } from '../plans/PlanView';
import type { PlanState } from './usePlan';

/** The dry run of what was chosen. */
export function PlanReview({ plan }: { readonly plan: PlanState }) {
  if (plan.plan !== null) {
    return (
      <SpaceBetween size="l">
        <PlanView plan={plan.plan} />
        <Button iconName="refresh" onClick={plan.again}>
          Plan again
        </Button>
      </SpaceBetween>
    );
  }
  if (plan.error !== null) {
    return <ErrorNotice error={plan.error} onRetry={plan.retry} />;
  }
  if (plan.failure !== '') {
    return (
      <div role="alert">
        <Alert type="error" header="It could not be planned" action={<Button onClick={plan.again}>Plan again</Button>}>
          {plan.failure}
        </Alert>
      </div>
    );
  }
  return (
    <Container>
      <Loading what="what the restore would do. A large backup takes a few minutes" />
    </Container>
  );
}
