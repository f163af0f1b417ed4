import { useWho } from '../session/Session';
import { Choose, type ListAddress } from './filters';

/** Narrows a list to one project. */
export function ProjectFilter({ address }: { readonly address: ListAddress }) {
  const { data } = useWho();
  return (
    <Choose
      label="Project"
      all="Any project"
      choices={(data?.projects ?? []).map(({ projectId, projectName }) => ({ value: projectId, label: projectName }))}
      value={address.value('projectId')}
      onChange={(projectId) => address.narrow({ projectId })}
      searchable
    />
  );
}
