package vn.hoi.report;

import java.util.List;
import vn.hoi.common.Label;

/** A party with the accounts that report for it. */
public record ReporterAccounts(String key, String name, Label kind, List<PartyAccounts.Named> accounts) {}
