export { StaffShell as default } from '../shell/staff-shell.tsx';
