import { StaffShell } from '../../shell/staff-shell.tsx';

/** Pages that are printed have no frame around them. */
export default function PrintLayout() {
  return <StaffShell hasFrame={false} />;
}
