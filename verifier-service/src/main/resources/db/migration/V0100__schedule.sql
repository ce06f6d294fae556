-- A projection of the public feed: drop all tables, let the service start, and it is whole again.
create table schedule (
    connection_id     uuid primary key,
    tenant            text        not null,
    feed_partition    integer     not null,
    sequence          bigint      not null,
    state             text        not null,
    generation        integer     not null,
    authorized_at     timestamptz,
    expires_at        timestamptz,
    told_lead_seconds bigint,
    told_end          boolean     not null default false,
    last_check_at     timestamptz,
    failures          integer     not null default 0,
    check_at          timestamptz,
    due_at            timestamptz,
    claimed_by        uuid,
    claimed_until     timestamptz
);

-- What claims cost follows the number due, not the number held.
create index schedule_due on schedule (due_at) where due_at is not null;
