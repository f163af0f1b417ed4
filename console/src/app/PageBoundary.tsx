import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { Component, type ReactNode } from 'react';

interface State {
  readonly failed: boolean;
}

/** Shows that a page broke, for example because a newer console replaced the files that it would load. */
export class PageBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) {
      return this.props.children;
    }
    return (
      <Alert
        type="error"
        header="This page could not be shown"
        action={<Button onClick={() => window.location.reload()}>Reload</Button>}
      >
        A part of the console is missing or broken. Reload the page; what you entered in a wizard is kept.
      </Alert>
    );
  }
}
