import Alert from '@cloudscape-design/components/alert';

/** Said where a restore was sent off and the page was left before the answer. */
export function LostAnswer() {
  return (
    <Alert type="warning" header="This restore was asked for already, and the answer did not arrive">
      Ask for it again: the same restore is not started twice, and the answer is the same.
    </Alert>
  );
}
