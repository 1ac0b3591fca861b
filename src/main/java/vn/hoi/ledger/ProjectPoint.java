package vn.hoi.ledger;

import java.time.LocalDate;

/** A point of a project's curve: what was planned and disbursed up to the end of a month. */
public record ProjectPoint(LocalDate month, long disbursed, long planned) {}
