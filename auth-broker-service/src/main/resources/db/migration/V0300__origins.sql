-- The origins that a provider's secrets may be sent to. Origins are stored as JSON and contain no secret.

-- Providers whose origin in the catalog differs from the origin that their secrets are bound to.
create table origin_move (
    provider                text        not null,
    -- The bound origin; 'null' if the secret was stored without an origin.
    known                   text        not null,
    present                 text        not null,
    found_at                timestamptz not null,
    primary key (provider, known, present)
);

-- The origins that an operator has confirmed.
create table origin_confirmation (
    provider                text        not null,
    origin                  text        not null,
    confirmed_at            timestamptz not null,
    confirmed_by            text        not null,
    primary key (provider, origin)
);
