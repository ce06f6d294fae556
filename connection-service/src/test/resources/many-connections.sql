-- What ManyConnections describes.
insert into connection
select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, tenant, owner, 'My Northwind connection ' || n,
       provider, 'Northwind', null, null, created, created, 1, 2, 0, '{}'
from (select n,
             case when n % 6 = 0 then 't' || n % 200 else 'crowd' end as tenant,
             case when n % 2 = 1 then 'robot' else 'user' || n % 1000 end as owner,
             case when n % 3 = 0 then 'southwind' else 'northwind' end as provider,
             timestamptz '2026-01-01Z' + n * interval '1 second' as created
      from generate_series(1, 120000) as n) as made;

insert into connection_status (id, tenant, owner, provider_id, method, created_at, state, since, ended_version, account_id, account_label,
                      modules, permissions_requested, permissions_granted, parameters, generation,
                      credential_version, authorized_at, checked_version, checked_at, check_outcome, failure_count, erased_at)
select id, tenant, owner, provider_id, 'oauth2', created_at,
       case when n % 1000 = 7 then 'EXPIRING'
            when n % 20 = 8 then 'PENDING'
            when n % 10 < 4 then 'DELETED'
            else 'ACTIVE' end,
       created_at, 0, 'account', 'label', '{}', '{}', '{}', '{}', 1, 10, created_at, 10, created_at, 'ok', 0,
       case when n % 10 < 4 and n % 1000 > 10 then created_at + interval '30 days' end
from (select *, row_number() over (order by created_at) as n from connection) as numbered;

insert into history (id, connection_id, at, last_at, count, type, effect, state, observed_at, generation,
                     credential_version, detail)
select gen_random_uuid(), id, at, at, 1, 'io.latchkey.check.completed.v1', 'APPLIED', 'ACTIVE', at, 1, 10, 'ok'
from (select id, created_at as at from connection
      union all
      select '00000000-0000-7000-8000-000000000001', timestamptz '2026-02-01Z' + n * interval '1 minute'
      from generate_series(1, 60000) as n) as told;

insert into idempotency
select tenant, 'issuer', owner, 'client', 'key ' || id, 'hash', id, id, created_at from connection;

insert into default_name select 'crowd', 'user' || n, 'northwind', 9 from generate_series(1, 100000) as n;
insert into default_name values ('crowd', 'robot', 'northwind', 120000);

insert into dependent
select gen_random_uuid(), id, 'workflow', 'w' || n, null, '{}', '{files.read}', at + n * interval '1 second', at
from (select id, created_at as at from connection order by created_at limit 100) as used, generate_series(1, 1000) as n;

analyze;
