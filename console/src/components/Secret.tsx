import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';

/** Something that is shown once, with a button that copies it. */
export function Secret({ value, of }: { readonly value: string; readonly of: string }) {
  return (
    <span className="secret">
      <CopyToClipboard
        variant="inline"
        textToCopy={value}
        copyButtonAriaLabel={`Copy the ${of}`}
        copySuccessText="Copied"
        copyErrorText="It could not be copied"
      />
    </span>
  );
}
