-- A projection of the public feed. To rebuild it, drop all tables and start the service. Only suspicions and the last
-- check are not in the feed; their loss only delays or repeats work.
create table schedule (
    connection_id     uuid primary key,
    tenant            text        not null,
    provider          text        not null,
    feed_partition    integer     not null,
    sequence          bigint      not null,
    state             text        not null,
    generation        integer     not null,
    authorized_at     timestamptz,
    expires_at        timestamptz,
    sent_lead_seconds bigint,
    sent_end          boolean     not null default false,
    last_check_at     timestamptz,
    last_check        text,
    last_check_claim  uuid,
    failures          integer     not null default 0,
    refusals          integer     not null default 0,
    suspect_since     timestamptz,
    check_at          timestamptz,
    due_at            timestamptz,
    clock_due_at      timestamptz,
    claimed_by        uuid,
    claimed_until     timestamptz
);
comment on column schedule.due_at is 'When the next check is due; null where none is.';
comment on column schedule.clock_due_at is 'When the next notice, or the end, is to be published; null where nothing is.';
comment on column schedule.check_at is 'When to check if the connection is watched and has not ended by then.';
comment on column schedule.last_check is 'The result of the last check as JSON, for those who waited for it.';
comment on column schedule.last_check_claim is 'The claim under which it was made.';
comment on column schedule.claimed_until is 'When another replica may claim the row, by the database''s clock.';
comment on column schedule.suspect_since is 'When the provider refused the access token first, since it last accepted one.';

-- The cost of a claim depends on the number of due rows, not on the number of all rows. A provider's backlog does not
-- delay the rows of other providers.
create index schedule_due on schedule (feed_partition, provider, due_at) where due_at is not null;
create index schedule_clock_due on schedule (feed_partition, clock_due_at) where clock_due_at is not null;

-- Shows whether a provider refuses most of its connections. Connections that need a reauthorization are not counted,
-- regardless of their number.
create index schedule_suspect on schedule (provider, suspect_since)
    where suspect_since is not null and state in ('ACTIVE', 'EXPIRING');
create index schedule_accepted on schedule (provider, last_check_at)
    where failures = 0 and suspect_since is null and state in ('ACTIVE', 'EXPIRING');
