export const USAGE = `Usage: trastienda-gen <what> … [--dry-run] [--in <folder>]

  domain <name> [--plural <names>]         a collection, use cases, procedures and events
  procedure <domain>.<name> --access <who> --query | --mutation
                                           who: account, public, staff:<permission>; buyer in a shop,
                                           where those of staff are admin.<domain>.<name>
  job <domain> <name>                      background work of a domain
  migration <name>                         a change of stored data

Names are in kebab case. What is missing is asked for in a terminal.
  --dry-run   lists what would be written
  --in        folder of the application; this one by default`;
