-- Records whose personal data was erased because its time was over.
create schema privacy;

create table privacy.erased (
    register text not null,
    record bigint not null,
    code text not null,
    at timestamptz not null default now(),
    account text not null,
    primary key (register, record)
);
