-- Whether a service can write is asked by a write.

create table readiness (
    one        boolean     not null primary key default true check (one),
    written_at timestamptz not null
);
comment on table readiness is 'One row, which each check of readiness changes.';

insert into readiness (written_at) values (now());
