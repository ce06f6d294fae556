#!/bin/sh
# Makes the services' databases, each owned by a role of its own; may be run again at any time, and then sets the passwords
# anew.
#
#   PGHOST, PGPORT, PGUSER, PGPASSWORD   where, and as whom (a role that may create roles and databases)
#   CONNECTION_PASSWORD, BROKER_PASSWORD, VERIFIER_PASSWORD   of the roles latchkey_connection, ...
set -eu

: "${CONNECTION_PASSWORD:?}" "${BROKER_PASSWORD:?}" "${VERIFIER_PASSWORD:?}"

database() {
    echo "database latchkey_$1"
    PASSWORD=$2 psql -Xq -v ON_ERROR_STOP=1 -v name="latchkey_$1" -d postgres <<'SQL'
\getenv password PASSWORD
SELECT format('CREATE ROLE %I LOGIN', :'name')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \gexec
ALTER ROLE :"name" PASSWORD :'password';
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'name')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
}

database connection "$CONNECTION_PASSWORD"
database broker "$BROKER_PASSWORD"
database verifier "$VERIFIER_PASSWORD"
