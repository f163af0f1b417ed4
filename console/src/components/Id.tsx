import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';

interface IdProps {
  readonly id: string;
  /** What it is the id of, for screen readers. */
  readonly of: string;
}

/** An id with a button that copies it. */
export function Id({ id, of }: IdProps) {
  return (
    <span className="id">
      <CopyToClipboard
        variant="inline"
        textToCopy={id}
        copyButtonAriaLabel={`Copy the id of the ${of}`}
        copySuccessText="Copied"
        copyErrorText="It could not be copied"
      />
    </span>
  );
}
