create table readiness (
    one        boolean     not null primary key default true check (one),
    written_at timestamptz not null
);
comment on table readiness is 'One row, which each check of readiness changes: only a write proves that one is possible.';
insert into readiness (written_at) values (now());
