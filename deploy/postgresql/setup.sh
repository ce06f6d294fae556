#!/bin/sh
# Creates the services' databases, each owned by its own role. Idempotent: a further run sets the
# passwords and changes nothing else.
#
#   PGHOST, PGPORT, PGUSER, PGPASSWORD   the server, and a superuser or a role with CREATEROLE and CREATEDB
#   CONNECTION_PASSWORD, BROKER_PASSWORD, VERIFIER_PASSWORD   of the roles latchkey_connection, ...
set -eu

: "${CONNECTION_PASSWORD:?}" "${BROKER_PASSWORD:?}" "${VERIFIER_PASSWORD:?}"

# Making a role the owner of something requires SET ROLE to it. Since PostgreSQL 16 the creator of a role is given only
# ADMIN OPTION on it, so a creator that is not a superuser first grants itself the membership.
database() {
    echo "database latchkey_$1"
    PASSWORD=$2 psql -Xq -v ON_ERROR_STOP=1 -v name="latchkey_$1" -d postgres <<'SQL'
\getenv password PASSWORD
SELECT format('CREATE ROLE %I LOGIN', :'name')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \gexec
ALTER ROLE :"name" PASSWORD :'password';
SELECT format('GRANT %I TO CURRENT_USER', :'name')
 WHERE NOT pg_has_role(:'name', 'USAGE') \gexec
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'name')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
}

database connection "$CONNECTION_PASSWORD"
database broker "$BROKER_PASSWORD"
database verifier "$VERIFIER_PASSWORD"
