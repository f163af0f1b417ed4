import Button from '@cloudscape-design/components/button';
import { useState } from 'react';

import { isLong } from '../format/texts';

/** A text that may fill a page: its first lines, and the rest for who asks. It is all there for who searches the page. */
export function LongText({ text }: { readonly text: string }) {
  const [whole, setWhole] = useState(false);
  if (!isLong(text)) {
    return <>{text}</>;
  }
  return (
    <>
      <span className={whole ? 'words' : 'words first-lines'}>{text}</span>
      <Button variant="inline-link" ariaExpanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? 'Show less' : 'Show all'}
      </Button>
    </>
  );
}
