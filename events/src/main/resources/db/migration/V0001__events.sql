-- How facts travel. Every service has these tables in its own database; its own migrations begin with V0100.

create table outbox (
    seq        bigint generated always as identity primary key,
    topic      text        not null,
    key        uuid        not null,
    event_id   uuid        not null unique,
    type       text        not null,
    time       timestamptz not null,
    extensions jsonb       not null,
    data       text
);
comment on table outbox is 'Records that await publication, deleted once Kafka has them. No data: a null record.';

create table inbox (
    event_id uuid primary key,
    seen_at  timestamptz not null default now()
);
comment on table inbox is 'Events that were applied; a second copy is dropped.';

create table feed_offset (
    topic       text    not null,
    partition   integer not null,
    next_offset bigint  not null,
    primary key (topic, partition)
);
comment on table feed_offset is 'How far a projection has read, moved in the transaction that applies the record.';
