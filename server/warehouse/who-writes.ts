/** Whether the account of a connection could write anything: as superuser, by a role, in the database, a schema, or a table. */
export const WRITES = `
  select (select rolsuper or rolcreaterole or rolcreatedb or rolreplication from pg_roles where rolname = current_user)
    or exists (select 1 from pg_roles r where r.rolname in ('pg_write_all_data', 'pg_write_server_files', 'pg_read_server_files', 'pg_execute_server_program') and pg_has_role(current_user, r.oid, 'member'))
    or has_database_privilege(current_database(), 'create')
    or exists (select 1 from pg_namespace n where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and has_schema_privilege(n.oid, 'create'))
    or exists (
      select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'insert, update, delete, truncate'))
    as writes`;
