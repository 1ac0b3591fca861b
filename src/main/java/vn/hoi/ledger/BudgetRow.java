package vn.hoi.ledger;

import vn.hoi.common.Label;

/** One row of the budget's page: a group of lines, or a month. */
public record BudgetRow(String key, Label name, Sums sums, String address) {}
