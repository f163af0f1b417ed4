import { useNavigate } from 'react-router';

import { RoleFields } from '../access/RoleFields';
import { emptyRole, roleProblems, roleRequest } from '../access/roleForm';
import { useTrail } from '../app/Trail';
import { CreateForm } from '../components/CreateForm';
import { useForm } from '../components/useForm';
import { useNotify } from '../flash/Flash';
import { useApi } from '../session/Session';

const roles = '/access?tab=roles';

export default function CreateRolePage() {
  useTrail({ text: 'Access', href: '/access' }, { text: 'Create role', href: '/access/create-role' });
  const api = useApi();
  const navigate = useNavigate();
  const notify = useNotify();
  const state = useForm(emptyRole, roleProblems);

  const create = () =>
    state.submit(roleRequest, async (request, key) => {
      await api.createRole(request, key);
      notify({ type: 'success', content: `Role ${request.roleName} was made. Keys can be given it.` });
      void navigate(roles);
    });

  return (
    <CreateForm
      title="Create a role"
      description="A role lets nobody do anything by itself: a key that is made with it can."
      action="Create role"
      leaveTo={roles}
      of={state}
      onSubmit={create}
    >
      <RoleFields {...state.fields} />
    </CreateForm>
  );
}
