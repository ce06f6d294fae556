-- Which services run on this schema.

create table schema_support (
    one    boolean not null primary key default true check (one),
    oldest text    not null
);
comment on table schema_support is
    'One row: the migration that a service must know to run on this schema. A migration that takes away or redefines what an'
    ' older service uses sets it to its own version; one that only adds leaves it.';
insert into schema_support (oldest) values ('0001');
